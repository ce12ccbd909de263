/** Greek letters by their sign, as TeX knows them. */
const LETTERS: Readonly<Record<string, string>> = {
  α: '\\alpha',
  β: '\\beta',
  γ: '\\gamma',
  δ: '\\delta',
  ε: '\\varepsilon',
  ζ: '\\zeta',
  η: '\\eta',
  θ: '\\theta',
  ι: '\\iota',
  κ: '\\kappa',
  λ: '\\lambda',
  μ: '\\mu',
  ν: '\\nu',
  ξ: '\\xi',
  π: '\\pi',
  ρ: '\\rho',
  σ: '\\sigma',
  τ: '\\tau',
  φ: '\\varphi',
  χ: '\\chi',
  ψ: '\\psi',
  ω: '\\omega',
  Γ: '\\Gamma',
  Δ: '\\Delta',
  Θ: '\\Theta',
  Λ: '\\Lambda',
  Ξ: '\\Xi',
  Π: '\\Pi',
  Σ: '\\Sigma',
  Φ: '\\Phi',
  Ψ: '\\Psi',
  Ω: '\\Omega',
  ħ: '\\hbar',
};

/** The same letters as they are spelled out in ASCII. */
const SPELLED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(LETTERS).map((command) => [command.slice(1).replace('var', ''), command])),
  hbar: '\\hbar',
};

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/**
 * A name as physicists set it: `omega0` and `ω₀` are ω with an index, `V_eff` is V with the index eff, `σz` is σ with
 * the component z, `mass` stands upright.
 * @param bold for vectors
 */
export function latexName(name: string, bold = false): string {
  const plain = [...name].map((c) => (SUBSCRIPTS.includes(c) ? String(SUBSCRIPTS.indexOf(c)) : c)).join('');
  const [, whole = plain, primes = ''] = plain.match(/^(.*?)(′*)$/u)!;
  const [, stem = whole, index = ''] = whole.match(/^(.*?\p{L})_?(\d+|(?<=_)[^_]+)$/u) ?? [];
  // σz and its like: the component stands above, where the index of a spin leaves room.
  const [, spin, component] = whole.match(/^(\p{Script=Greek})([a-z])$/u) ?? [];
  const letter = spin ? `${setLetters(spin)}^{${component}}` : setLetters(stem);
  const set = bold ? `\\boldsymbol{${letter}}` : letter;
  const below = index === '' ? '' : `_{${/^\d+$/.test(index) ? index : setLetters(index)}}`;
  return `${set}${below}${"'".repeat(primes.length)}`;
}

function setLetters(word: string): string {
  if (Object.hasOwn(SPELLED, word)) return SPELLED[word]!;
  const letters = [...word];
  if (letters.length === 1) return LETTERS[word] ?? escapeLatex(word);
  if (letters.every((c) => c in LETTERS || /[\u0300-\u036f]/.test(c)))
    return letters.map((c) => LETTERS[c] ?? c).join('');
  return `\\mathrm{${letters.map((c) => LETTERS[c] ?? escapeLatex(c)).join('')}}`;
}

/** Text in which no sign means anything to TeX. */
export function escapeLatex(text: string): string {
  return text.replace(/[\\{}$&#^_%~]/g, (c) =>
    c === '\\' ? '\\backslash ' : c === '^' || c === '~' ? `\\${c}{}` : `\\${c}`,
  );
}

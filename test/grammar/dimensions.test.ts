import {
  AstUtils,
  checkDocument,
  createQhamServices,
  dimensionsIn,
  type ExpressionSyntax,
  english,
  type File,
  isDefinition,
  isHamiltonian,
  sourceText,
  URI,
} from '@qham/grammar';
import { parseProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';
import { diagnosticsOf, file } from './marked.ts';

const { qham } = createQhamServices();
let count = 0;

async function parsed(text: string): Promise<File> {
  const { workspace } = qham.shared;
  const document = workspace.LangiumDocumentFactory.fromString<File>(text, URI.parse(`qham:/${count++}.qham`));
  await workspace.DocumentBuilder.build([document], { validation: false });
  return document.parseResult.value;
}

/** The dimension and unit of each parameter of the first Hamiltonian. */
async function parametersOf(text: string): Promise<Record<string, string | undefined>> {
  const root = await parsed(text);
  const table = dimensionsIn(root);
  const hamiltonian = root.statements.find(isHamiltonian)!;
  return Object.fromEntries(
    hamiltonian.parameters.map((parameter) => {
      const shown = table.of(parameter);
      return [parameter.name, shown && `${english(shown.name)} [${shown.unit}]`];
    }),
  );
}

/** The dimension of the first formula with this text. */
async function dimensionOfText(program: string, text: string): Promise<string | undefined> {
  const root = await parsed(program);
  const nodes = AstUtils.streamAst(root).filter((node) => node.$cstNode !== undefined && sourceText(node) === text);
  const node = nodes.find((candidate) => dimensionsIn(root).of(candidate as ExpressionSyntax) !== undefined);
  return node && english(dimensionsIn(root).of(node as ExpressionSyntax)!.name);
}

describe('the dimension of a parameter follows from its uses', () => {
  it.each([
    [
      'nuclear',
      'V0 = 50, a = 2, m = 939, k = 3',
      '-ħ^2/(2*m) * ∇²[r] - V0 * exp(-|r|^2/a^2) + k * |r|^2',
      { V0: 'energy [MeV]', a: 'length [fm]', m: 'energy [MeV]', k: 'energy/length² [MeV·fm⁻²]' },
    ],
    [
      'SI',
      'm = 9.1e-31, omega = 1e15, q = 1.6e-19, E = 1e5',
      '-ħ^2/(2*m) * ∇²[r] + 1/2 * m * omega^2 * |r|^2 - q * E * r.x',
      { m: 'mass [kg]', omega: 'frequency [s⁻¹]', q: undefined, E: undefined },
    ],
    [
      'SI',
      'm = 9.1e-31, q = 1.6e-19 C, E = 1e5, b = 1',
      '-ħ^2/(2*m) * ∇²[r] - q * E * r.x + { q * E * b if r.x < b, 0 otherwise }',
      { m: 'mass [kg]', q: 'charge [C]', E: 'electric field [kg·m·s⁻²·C⁻¹]', b: 'length [m]' },
    ],
    [
      'natural',
      'm = 1.27, alpha = 0.4, sigma = 0.18',
      '-1/m * ∇²[r] - alpha/|r| + sigma * |r|',
      { m: 'energy [GeV]', alpha: 'number []', sigma: 'energy² [GeV²]' },
    ],
    [
      'atomic',
      'V0 = 5 eV, a = 2 Å, omega = 1',
      '-1/2 * ∇²[r] + V0 * exp(-|r|^2/a^2) + 1/2 * omega^2 * |r|^2',
      { V0: 'energy [Ha]', a: 'length [a₀]', omega: undefined },
    ],
  ])('units %s: %s', async (units, parameters, H, expected) => {
    const text = `units ${units}\nhamiltonian Trap(${parameters}) { particle r in R^3; H = ${H} }`;
    expect((await diagnosticsOf(text)).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(await parametersOf(text)).toEqual(expected);
  });

  it('through definitions, sums and formulas with names', async () => {
    const text = [
      'units nuclear',
      'potential gauss(s; depth = 1, range = 1) = depth * exp(-(s/range)^2)',
      'hamiltonian Two(C = 100, b = 2, m = 939) {',
      '  particles r: 3 bosons in R^3',
      '  V = sum(i<j) gauss(|r[i] - r[j]|; depth = C, range = b)',
      '  H = sum(i) p[i]^2/(2*m) - V',
      '}',
    ].join('\n');
    expect(await parametersOf(text)).toEqual({
      C: 'energy [MeV]',
      b: 'length [fm]',
      m: 'energy [MeV]',
    });
  });
});

describe('the dimension of a part of a formula', () => {
  const program =
    'units nuclear\nhamiltonian Trap(V0 = 50, a = 2, m = 939) { particle r in R^3; V = V0 * exp(-(|r|^2/a^2)); H = V - ħ^2/(2*m) * ∇²[r] }';
  it.each([
    ['r', 'length'],
    ['|r|^2', 'length²'],
    ['|r|^2/a^2', 'number'],
    ['V0 * exp(-(|r|^2/a^2))', 'energy'],
    ['∇²[r]', '1/length²'],
    ['ħ^2/(2*m)', 'energy·length²'],
    ['ħ', 'energy·length'],
  ])('%s is %s', async (text, name) => {
    const shown = await dimensionOfText(program, text);
    expect(shown === 'area' ? 'length²' : shown).toBe(name);
  });

  it('is found once for a text', async () => {
    const root = await parsed(program);
    expect(dimensionsIn(root)).toBe(dimensionsIn(root));
  });

  it('is found in a file that is broken elsewhere', async () => {
    const broken = `${program}\nhamiltonian Broken { particle q in R; H = -1/2 * `;
    expect(await parametersOf(broken)).toMatchObject({ V0: 'energy [MeV]' });
  });

  it('does not exist where the file does not say its units', async () => {
    const root = await parsed('hamiltonian Trap(a = 2) { particle r in R^3; H = -1/2 * ∇²[r] + a * |r|^2 }');
    const hamiltonian = root.statements.find(isHamiltonian)!;
    expect(dimensionsIn(root).of(hamiltonian.parameters[0]!)).toBeUndefined();
    expect(hamiltonian.members.filter(isDefinition)).toHaveLength(1);
  });
});

describe('bare numbers', () => {
  const codes = async (units: string, H: string) =>
    (
      await diagnosticsOf(
        `units ${units}\nhamiltonian T(V0 = 1, a = 1, m = 1) { particle r in R^3; H = ${H} + V0 * exp(-|r|/a)/m * m }`,
      )
    ).map(({ code }) => code);

  it.each([
    ['oscillator', '-1/2 * ∇²[r] + |r|^4 - 3*|r|^2 + 2 + sin(|r|) + 1/|r| + exp(|r|)'],
    ['atomic', '-1/2 * ∇²[r] - 1/|r| + 0.5*|r|^2 + exp(-|r|) - 2'],
    ['nuclear', '-ħ^2/(2*m) * ∇²[r] - 50 + V0 * (|r| + 2)/(|r| + a + 1)'],
    ['natural', '-1/(2*m) * ∇²[r] + 0.2 + 1/|r|'],
    ['SI', '-ħ^2/(2*m) * ∇²[r] + 1e-19'],
  ])('stand for the units of %s: %s', async (units, H) => {
    expect(await codes(units, H)).toEqual([]);
  });

  it('are pure numbers as factors', async () => {
    expect(await codes('nuclear', '-ħ^2/(2*m) * ∇²[r] + 50 * |r|^2')).toEqual(['QH0205']);
  });
});

describe('numbers with units', () => {
  const experiment = async (units: string, hamiltonian: string, train = 'train Ground = Trap with Net using Plain') =>
    (await parseProgram(file({ units: `units ${units}`, hamiltonian, train }), 'test.qham')).experiment('Ground');

  it('are converted into the units of the file', async () => {
    const { units, hamiltonian } = await experiment(
      'atomic',
      'hamiltonian Trap(V0 = 13.605693122990 eV, a = 1 Å) { particle r in R^3; H = -1/2 * ∇²[r] - V0 * exp(-|r|^2/a^2) }',
    );
    expect(units).toBe('atomic');
    expect(hamiltonian.parameters.V0).toBeCloseTo(0.5, 11);
    expect(hamiltonian.parameters.a).toBeCloseTo(1 / 0.529177210544, 9);
  });

  it('are converted where a train gives them, and in promises', async () => {
    const { hamiltonian, expectations } = await experiment(
      'nuclear',
      'hamiltonian Trap(m = 938.9, R = 1) { particle r in R^3; H = -ħ^2/(2*m) * ∇²[r] - 50 MeV * exp(-|r|^2/R^2) }',
      'train Ground = Trap(m = 1 m_p, R = 2e-15 m) with Net using Plain { expect energy = -3 keV within 1 keV }',
    );
    expect(hamiltonian.parameters.m).toBeCloseTo(938.27208943, 6);
    expect(hamiltonian.parameters.R).toBeCloseTo(2, 12);
    const [{ target, tolerance }] = expectations as [(typeof expectations)[number]];
    expect(target.kind === 'values' && target.values[0]).toBeCloseTo(-0.003, 15);
    expect(tolerance?.kind).toBe('absolute');
    expect(tolerance?.value).toBeCloseTo(0.001, 15);
    // ħ²/2m of a proton, 20.7355 MeV·fm²
    const kinetic = hamiltonian.terms.find((term) => term.kind === 'kinetic')!;
    expect(kinetic.coefficient).toBeCloseTo(-(197.3269804 ** 2) / (2 * 938.27208943), 5);
  });

  it('mean the same in every system: hydrogen in electronvolts', async () => {
    const inHartree = await experiment(
      'atomic',
      'hamiltonian Trap(V = 1 Ry) { particle r in R^3; H = -1/2 * ∇²[r] - V * exp(-|r|) }',
    );
    const inSI = await experiment(
      'SI',
      'hamiltonian Trap(V = 1 Ry, a = 1 bohr, m = 1 m_e) { particle r in R^3; H = -ħ^2/(2*m) * ∇²[r] - V * exp(-|r|/a) }',
    );
    const HARTREE = 4.359744722206e-18;
    const BOHR = 5.29177210544e-11;
    expect(inHartree.hamiltonian.parameters.V).toBeCloseTo(inSI.hamiltonian.parameters.V! / HARTREE, 11);
    const kinetic = inSI.hamiltonian.terms.find((term) => term.kind === 'kinetic')!;
    expect(kinetic.coefficient / (HARTREE * BOHR ** 2)).toBeCloseTo(-0.5, 9);
  });
});

describe('repairs of dimensions', () => {
  it('gives the number that stands out its unit', async () => {
    const text =
      'units nuclear\nhamiltonian T(V0 = 50) { particle r in R^3; H = -20.7 * ∇²[r] - V0 * exp(-|r|/(2 fm)) }';
    const { workspace } = qham.shared;
    const document = workspace.LangiumDocumentFactory.fromString<File>(text, URI.parse(`qham:/${count++}.qham`));
    await workspace.DocumentBuilder.build([document], { validation: false });
    const [finding] = checkDocument(document);
    const [edit] = finding!.fixes![0]!.edits;
    const repaired = text.slice(0, edit!.offset) + edit!.text + text.slice(edit!.end);
    expect(repaired).toContain('-20.7 MeV fm² * ∇²[r]');
    expect(await diagnosticsOf(repaired)).toEqual([]);
  });
});

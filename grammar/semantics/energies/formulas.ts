/**
 * `kinetic` and `coulomb` written out for one Hamiltonian, in the language itself.
 */
import { type Hamiltonian, isParticles, type Nucleus, type Particle, type Particles } from '../../generated/ast.ts';
import type { LibraryName } from '../../library/builtin.ts';
import { chargeOf } from '../../library/elements.ts';
import { COULOMB, KINETIC } from '../../library/energies.ts';
import type { System } from '../../units/system.ts';
import { SYSTEMS } from '../../units/system.ts';
import { systemOf } from '../dimensions/system-of.ts';
import { sourceText } from '../source-text.ts';
import { coordinatesOf, nucleiOf } from '../systems.ts';
import { membersNamed } from '../templates.ts';
import { type Amount, chargeOfParticles, coulombConstant, massOf } from './charged.ts';

/**
 * The formula of an energy with a name.
 * @returns undefined for one that no formula of the language says, and where a mass or a charge is missing
 */
export function energyText(energy: LibraryName, hamiltonian: Hamiltonian): string | undefined {
  const system = systemOf(hamiltonian) ?? SYSTEMS.oscillator;
  const terms =
    energy === KINETIC
      ? kineticTerms(hamiltonian, system)
      : energy === COULOMB
        ? [kineticTerms(hamiltonian, system), electrostaticTerms(hamiltonian, system)].reduce(both)
        : undefined;
  if (terms === undefined || terms.length === 0) return undefined;
  const [first, ...others] = terms as [Signed, ...Signed[]];
  const rest = others.map(({ negative, text }) => ` ${negative ? '-' : '+'} ${text}`);
  return `${first.negative ? '-' : ''}${first.text}${rest.join('')}`;
}

interface Signed {
  readonly negative: boolean;
  readonly text: string;
}
type Terms = readonly Signed[] | undefined;

const both = (a: Terms, b: Terms): Terms => a && b && [...a, ...b];

/** Σ −ħ²/(2m) ∇². */
function kineticTerms(hamiltonian: Hamiltonian, system: System): Terms {
  const lines = coordinatesOf(hamiltonian);
  const [i] = freeNames(hamiltonian, ['i']);
  const hbar = system.name === 'nuclear' || system.name === 'SI' ? 'ħ^2' : '1';
  const terms = lines.map((line): Signed | undefined => {
    const mass = massOf(line, system);
    if (!mass) return undefined;
    const coefficient = mass.value === 1 && hbar === '1' ? '1/2' : `${hbar}/(2*${mass.text})`;
    if (!isParticles(line)) return { negative: true, text: `${coefficient} * ∇²[${line.name}]` };
    const range = lines.filter(isParticles).length > 1 ? `${i} in ${line.name}` : i;
    return { negative: false, text: `sum(${range}) -${coefficient} * ∇²[${i}]` };
  });
  return terms.every((term) => term !== undefined) ? terms : undefined;
}

/** A body with a charge: how it stands in a formula, and over what a sum runs that meets all of its kind. */
interface Body {
  readonly charge: Amount;
  /** Its position, with the index of the sum. */
  readonly at: (index: string) => string;
  /** Many of a kind have an index. */
  readonly many: boolean;
  readonly still: boolean;
}

/** Σ q q′/|r − r′| over all pairs of charges. */
function electrostaticTerms(hamiltonian: Hamiltonian, system: System): Terms {
  const moving = coordinatesOf(hamiltonian).map(movingBody);
  if (!moving.every((body) => body !== undefined)) return undefined;
  const still = nucleiOf(hamiltonian).flatMap(({ label, nuclei }): (Body | undefined)[] =>
    label
      ? [{ charge: { text: `Z[]` }, at: (a) => `${label.name}[${a}]`, many: true, still: true }]
      : nuclei.map(nucleusBody),
  );
  if (!still.every((body) => body !== undefined)) return undefined;
  const names = freeNames(hamiltonian, ['i', 'j', 'a', 'b']);
  const bodies = [...moving, ...still];
  return bodies.flatMap((body, k) => bodies.slice(k).flatMap((other) => pairTerm(body, other, names, system)));
}

function movingBody(line: Particle | Particles): Body | undefined {
  const charge = chargeOfParticles(line);
  const many = isParticles(line);
  return charge && { charge, at: (i) => (many ? `${line.name}[${i}]` : line.name), many, still: false };
}

function nucleusBody({ element, charge, position }: Nucleus): Body | undefined {
  const known = charge ? undefined : chargeOf(element);
  if (!charge && known === undefined) return undefined;
  const text = charge ? sourceText(charge) : String(known);
  const plain = Number(text);
  const amount = Number.isFinite(plain) ? { text, value: plain } : { text: `(${text})` };
  return { charge: amount, at: () => sourceText(position), many: false, still: true };
}

function pairTerm(one: Body, other: Body, names: readonly string[], system: System): Signed[] {
  const [i, j, a, b] = names as [string, string, string, string];
  const same = one === other;
  if (same && !one.many) return [];
  const first = one.still ? a : i;
  const second = other.still === one.still ? (one.still ? b : j) : other.still ? a : i;
  const indices = [one.many ? first : undefined, other.many ? second : undefined].filter((name) => name !== undefined);
  const sum = indices.length === 0 ? '' : `sum(${indices.join(same ? '<' : ', ')}) `;
  const { negative, text } = product(chargeAt(one, first), chargeAt(other, second));
  const constant = coulombConstant(system);
  const factor = constant === undefined ? text : text === '1' ? constant : `${text}*${constant}`;
  if (text === '0') return [];
  return [{ negative, text: `${sum}${factor}/|${one.at(first)} - ${other.at(second)}|` }];
}

const chargeAt = ({ charge }: Body, index: string): Amount =>
  charge.text === 'Z[]' ? { text: `Z[${index}]` } : charge;

/** The product of two charges with its sign in front; signs that only parameters know stay inside. */
function product(left: Amount, right: Amount): Signed {
  if (left.value !== undefined && right.value !== undefined) {
    const value = left.value * right.value;
    return { negative: value < 0, text: String(Math.abs(value)) };
  }
  const [number, other] = left.value === undefined ? [right, left] : [left, right];
  if (number.value === undefined) return { negative: false, text: `${left.text}*${right.text}` };
  const size = Math.abs(number.value);
  return { negative: number.value < 0, text: size === 1 ? other.text : size === 0 ? '0' : `${size}*${other.text}` };
}

/** The usual names of indices, with primes where the Hamiltonian has used them for something else. */
function freeNames(hamiltonian: Hamiltonian, wanted: readonly string[]): string[] {
  const positions = nucleiOf(hamiltonian).flatMap(({ label }) => label?.name ?? []);
  const taken = new Set([
    ...hamiltonian.parameters.map(({ name }) => name),
    ...membersNamed(hamiltonian).map(({ name }) => name),
    ...positions,
  ]);
  return wanted.map((name) => {
    let free = name;
    while (taken.has(free)) free += '′';
    return free;
  });
}

import {
  coefficientOf,
  coordinatesOf,
  type Definition,
  defaults,
  dimensionOf,
  type ExpressionSyntax,
  energyOf,
  fieldAt,
  type Hamiltonian,
  isHamiltonian,
  kindOf,
  nothingKnown,
  silently,
  summandsOf,
} from '@qham/grammar';

/** A potential of one particle, with parameters at their defaults. */
export interface Potential {
  /** How many coordinates the particle has. */
  readonly dimension: number;
  /** Its value at a point with that many coordinates; NaN where it has none. */
  readonly at: (coordinates: readonly number[]) => number;
}

/**
 * The potential that a definition of a Hamiltonian is, or for H itself the sum of its potentials.
 * @returns undefined where it depends on no coordinates or on those of several particles, or contains what has no value
 */
export function potentialOf(definition: Definition): Potential | undefined {
  const hamiltonian = definition.$container;
  if (!isHamiltonian(hamiltonian)) return undefined;
  const [particle, ...more] = coordinatesOf(hamiltonian);
  if (!particle || more.length > 0) return undefined;
  const evaluation = { lookup: defaults(), report: silently };
  const dimension = dimensionOf(particle, evaluation);
  const terms = dimension === undefined ? [] : termsOf(definition, hamiltonian);
  if (dimension === undefined || terms.length === 0) return undefined;
  const known = nothingKnown();
  const at = (coordinates: readonly number[]) =>
    terms.reduce((sum, { coefficient, of }) => {
      const value = fieldAt(of, { particle, at: coordinates, lookup: evaluation.lookup, known });
      return sum + coefficient * (value ?? Number.NaN);
    }, 0);
  return { dimension, at };
}

function termsOf(definition: Definition, hamiltonian: Hamiltonian): { coefficient: number; of: ExpressionSyntax }[] {
  const kind = kindOf(definition.value, { operators: true, report: silently });
  if (kind === 'scalar') return [{ coefficient: 1, of: definition.value }];
  if (kind !== 'operator' || definition !== energyOf(hamiltonian)) return [];
  const evaluation = { lookup: defaults(), report: silently };
  return summandsOf(definition.value)
    .filter(({ kinetic }) => !kinetic)
    .map((summand) => ({ coefficient: coefficientOf(summand, evaluation) ?? Number.NaN, of: summand.of }));
}

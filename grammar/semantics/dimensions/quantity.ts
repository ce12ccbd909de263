import { type Dimension, PURE } from '../../units/dimension.ts';
import type { Rational } from '../../units/rational.ts';
import type { System } from '../../units/system.ts';
import { known, product, quotient, raised, type Solution, type Term } from '../../units/unification.ts';

/**
 * What is known of the dimension of a formula.
 *
 * `bare`: made of numbers without units only. As a factor it is a pure number; added to, compared with or given to something,
 * it is measured in the system's own unit of what stands there.
 * `free`: a number of a system in which everything is one, or something that cannot be known; it fits everywhere.
 * `known`: a product of known dimensions and of those of parameters.
 */
export type Quantity =
  | { readonly state: 'bare' }
  | { readonly state: 'free'; readonly shown?: Dimension | undefined }
  | { readonly state: 'known'; readonly term: Term };

export const BARE: Quantity = { state: 'bare' };
export const FREE: Quantity = { state: 'free' };
export const PURE_NUMBER: Quantity = { state: 'known', term: known(PURE) };

export const ofTerm = (term: Term): Quantity => ({ state: 'known', term });

/** A dimension that the language itself gives, to coordinates and constants; where all constants are one it only is shown. */
export function given(dimension: Dimension, system: System): Quantity {
  return system.dimensional ? ofTerm(known(dimension)) : { state: 'free', shown: dimension };
}

/** The quantity of a product or quotient. */
export function combined(operation: 'multiply' | 'divide', a: Quantity, b: Quantity): Quantity {
  if (a.state === 'bare' && b.state === 'bare') return BARE;
  if (a.state === 'free' || b.state === 'free') return FREE;
  const [left, right] = [termOf(a), termOf(b)];
  return ofTerm(operation === 'multiply' ? product(left, right) : quotient(left, right));
}

/** The quantity of a power. */
export function powered(a: Quantity, exponent: Rational): Quantity {
  return a.state === 'known' ? ofTerm(raised(a.term, exponent)) : a.state === 'bare' ? BARE : FREE;
}

/** The term of a factor: a bare number is a pure one. */
export function termOf(quantity: Quantity): Term {
  return quantity.state === 'known' ? quantity.term : known(PURE);
}

/** Whether two quantities can be of one dimension; if so, that is learnt. */
export function agree(a: Quantity, b: Quantity, solution: Solution): boolean {
  return a.state !== 'known' || b.state !== 'known' || solution.equate(a.term, b.term);
}

/** What the sum of two quantities that agree is: the more definite of them. */
export function moreDefinite(a: Quantity, b: Quantity): Quantity {
  if (a.state === 'known') return a;
  if (b.state === 'known') return b;
  return a.state === 'free' ? a : b;
}

/** The dimension of a quantity where it is determined; of a free one what it looks like. */
export function dimensionOfQuantity(quantity: Quantity, solution: Solution): Dimension | undefined {
  if (quantity.state === 'known') return solution.dimensionOf(quantity.term);
  return quantity.state === 'free' ? quantity.shown : undefined;
}

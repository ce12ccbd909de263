/**
 * Kinks of a wave function on a plane of space (on a line: at a point). ∇²ψ is a delta function there, with weight in ⟨H⟩,
 * and walkers never stand on it: the local energy misses it, and the energy comes out too low, even below the exact one.
 * A cusp at one point of two or more dimensions, as in exp(−|r|), has no such weight.
 */
import type { Expression } from '../experiment.ts';
import { dependsOnPosition } from '../hamiltonian/jumps.ts';

/** Whether ψ has such a kink, in so many dimensions. */
export function hasKink(expression: Expression, dimension: number): boolean {
  const inside = (e: Expression) => hasKink(e, dimension);
  switch (expression.kind) {
    case 'number':
    case 'position':
    case 'bound':
    case 'step':
      return false;
    case 'vector':
      return expression.elements.some(inside);
    case 'component':
    case 'negate':
      return inside(expression.of);
    case 'norm':
      return (dimension === 1 && dependsOnPosition(expression.of)) || inside(expression.of);
    case 'sum':
    case 'tuples':
      return inside(expression.body);
    case 'determinant':
    case 'product':
      return inside(expression.of);
    case 'call': {
      const { function: name, argument } = expression;
      return ((name === 'abs' || name === 'sign') && dependsOnPosition(argument)) || inside(argument);
    }
    // Whether cases meet without a kink, and one of |x| lies where its case holds, are questions of numbers: a physics check asks.
    case 'cases':
      return false;
    case 'block':
      return expression.arguments.some(inside);
    case 'power': {
      const { left, right } = expression;
      const even = right.kind === 'number' && right.value % 2 === 0;
      // An even power of |x| is smooth.
      if (even && left.kind === 'norm') return inside(left.of);
      if (even && left.kind === 'call' && left.function === 'abs') return inside(left.argument);
      return inside(left) || inside(right);
    }
    default:
      return inside(expression.left) || inside(expression.right);
  }
}

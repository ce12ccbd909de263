import type { Index, Summation } from '../../../generated/ast.ts';
import { countedComponents } from '../../../semantics/sum-range.ts';
import { type Point, rangeOf, valueAt } from './value.ts';
import { arithmetic, NoValue, type Value } from './vectors.ts';

/** A sum over particles, pairs, triples, nuclei or components, written out. @throws NoValue for bonds of a lattice */
export function sumOver(sum: Summation, point: Point): Value {
  let total: Value | undefined;
  const visit = (depth: number, indices: ReadonlyMap<Index, number>): void => {
    const index = sum.indices[depth];
    if (index === undefined) {
      const value = valueAt(sum.body, { ...point, indices });
      total = total === undefined ? value : arithmetic('add', total, value);
      return;
    }
    const before = sum.order[depth - 1] === '<' ? indices.get(sum.indices[depth - 1]!)! : 0;
    const count = countOf(sum, index, { ...point, indices });
    for (let value = before + 1; value <= count; value++) visit(depth + 1, new Map(indices).set(index, value));
  };
  visit(0, point.indices);
  return total ?? 0;
}

function countOf(sum: Summation, index: Index, point: Point): number {
  const counted = rangeOf(index, point);
  switch (counted.kind) {
    case 'particles':
      return point.positions.get(counted.particles)?.length ?? fail();
    case 'nuclei':
      return point.nuclei.get(counted.nuclei)?.length ?? fail();
    case 'components': {
      const [component] = countedComponents(sum, index);
      if (component === undefined) return fail();
      const value = valueAt(component.of, point);
      return typeof value === 'number' ? 1 : value.length;
    }
    default:
      return fail();
  }
}

function fail(): never {
  throw new NoValue('a sum over what has no positions');
}

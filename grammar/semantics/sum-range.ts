import { AstUtils } from 'langium';
import { type Component, type Index, isComponent, isReference, type Summation } from '../generated/ast.ts';
import { ungrouped } from './particle.ts';

/** The index that a component is counted by, where it is the index of a sum. */
export function indexOf(component: Component): Index | undefined {
  const index = ungrouped(component.index);
  const target = isReference(index) ? index.symbol.ref : undefined;
  return target?.$type === 'Index' ? target : undefined;
}

/** The components in a sum's body that its index counts: they give the sum its range. */
export function countedComponents(sum: Summation): Component[] {
  return AstUtils.streamAst(sum.body)
    .filter(isComponent)
    .filter((component) => indexOf(component) === sum.index)
    .toArray();
}

export function countsComponents(sum: Summation): boolean {
  return countedComponents(sum).length > 0;
}

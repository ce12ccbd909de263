/**
 * Matrix products by the same right factor, done as one: the value of a layer, its derivatives and its Laplacian all meet the
 * same weights. Their left factors lie one after another in memory, and so do the results.
 */
import type { Tensor } from '../../tensor/graph.ts';
import type { View } from './layout.ts';
import type { Region } from './placement.ts';

/** Products of one step that become one; each left factor is the whole of a buffer. */
export type Stack = readonly Tensor[];

/**
 * Stacks among operations that are done together.
 * @param region of a buffer: what lies side by side lies in one
 * @param isLeaf whether a buffer is an input or a constant, whose place is given
 * @param taken buffers that already lie beside others; those of the stacks found are added
 */
export function findStacks(
  nodes: readonly Tensor[],
  view: (node: Tensor) => View,
  region: (root: Tensor) => Region,
  isLeaf: (root: Tensor) => boolean,
  taken: Set<Tensor>,
): Stack[] {
  const here = new Set(nodes);
  const usedHere = new Set(nodes.flatMap((node) => node.inputs.map((input) => view(input).root)));
  const byRight = new Map<string, Tensor[]>();
  const lefts = new Set<Tensor>();
  for (const node of nodes) {
    if (!canStack(node) || usedHere.has(node) || taken.has(node)) continue;
    const [left, right] = node.inputs.map(view) as [View, View];
    const { root, offset } = left;
    if (offset !== 0 || sizeOf(root) !== sizeOf(node.inputs[0]!)) continue;
    if (isLeaf(root) || here.has(root) || taken.has(root) || lefts.has(root) || root === right.root) continue;
    lefts.add(root);
    const regions = `${region(root)}/${region(node)}`;
    const key = `${right.root.id}/${right.offset}/${node.attributes.transposeB}/${regions}`;
    byRight.set(key, [...(byRight.get(key) ?? []), node]);
  }
  const stacks = [...byRight.values()].filter((stack) => stack.length > 1);
  for (const stack of stacks) for (const node of stack) taken.add(node).add(view(node.inputs[0]!).root);
  return stacks;
}

/** [… rows, k]·[k, n]: a product of rows, however many there are. */
function canStack(node: Tensor): boolean {
  return node.operation.name === 'matmul' && !node.attributes.transposeA && node.inputs[1]!.shape.length === 2;
}

/** Number of elements. */
export function sizeOf(node: Tensor): number {
  return node.shape.reduce((product, extent) => product * extent, 1);
}

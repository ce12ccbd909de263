/** The steps of a program. */
import type { Tensor } from '../../tensor/graph.ts';
import type { Group } from './kernel.ts';
import type { Stack } from './stacks.ts';

/** A kernel, one for small matrices, or operations that ONNX Runtime does in one call. */
export type Step =
  | { kind: 'kernel'; group: Group }
  | { kind: 'matrices'; node: Tensor }
  | { kind: 'nodes'; nodes: readonly Tensor[]; stacks: readonly Stack[] };

/** The operations of a step. */
export function nodesOf(step: Step): readonly Tensor[] {
  if (step.kind === 'matrices') return [step.node];
  return step.kind === 'nodes' ? step.nodes : step.group.nodes;
}

/** Buffers that a step fills. */
export function madeBy(step: Step): readonly Tensor[] {
  return step.kind === 'kernel' ? [...step.group.stored] : nodesOf(step);
}

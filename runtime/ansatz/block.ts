/**
 * A building block of an ansatz: a line in BLOCKS and a file under `blocks/`.
 */
import type { Block } from '../experiment.ts';
import type { Tensor } from '../tensor/index.ts';
import { mlp } from './blocks/mlp.ts';
import type { ParameterSpec } from './parameters.ts';

export interface BlockKind<S extends Block = Block> {
  /** Parameters of a block with so many inputs and outputs. */
  parameters(spec: S, inputs: number, outputs: number): ParameterSpec[];
  /** [B, inputs] → [B, outputs]; `parameter(name)` is the graph's tensor of that parameter. */
  apply(spec: S, inputs: Tensor, outputs: number, parameter: (name: string) => Tensor): Tensor;
}

export type BuiltBlock = Exclude<Block['kind'], 'equivariant' | 'orbitals' | 'gaussian_envelope'>;

export const BLOCKS: { [K in BuiltBlock]: BlockKind<Extract<Block, { kind: K }>> } = { mlp };

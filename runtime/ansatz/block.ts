/**
 * A building block of an ansatz: a line in BLOCKS and a file under `blocks/`.
 */
import type { Block } from '../experiment.ts';
import type { Tensor } from '../tensor/index.ts';
import { equivariant } from './blocks/equivariant.ts';
import { gaussianEnvelope } from './blocks/gaussian-envelope.ts';
import { mlp } from './blocks/mlp.ts';
import { orbitals } from './blocks/orbitals.ts';
import type { ParameterSpec } from './parameters.ts';

/** What the place where a block is called makes of it. */
export interface BlockShape {
  /** Width of its input, for one particle where the block takes particles. */
  readonly inputs: number;
  /** States of the ansatz. */
  readonly states: number;
  /** Particles of the kind that its arguments speak of. */
  readonly particles: number;
  /** Matrices that it fills, and orbitals in each; 1 and 1 where it stands in no matrix. */
  readonly determinants: number;
  readonly columns: number;
}

/**
 * What a block makes of its inputs, for A particles at B walkers; rows of particles are those of the first particle at all
 * walkers, then those of the second.
 *
 * `values`: [B, inputs] → [B, states]. `features`: [A·B, inputs] → [A·B, hidden]. `orbitals`, and their logarithms in an
 * `envelope`: [A·B, inputs] → [determinants·columns, A·B].
 */
export type BlockOutput = 'values' | 'features' | 'orbitals' | 'envelope';

export interface BlockKind<S extends Block = Block> {
  readonly output: BlockOutput;
  parameters(spec: S, shape: BlockShape): ParameterSpec[];
  /** `parameter(name)` is the graph's tensor of that parameter. */
  apply(spec: S, inputs: Tensor, shape: BlockShape, parameter: (name: string) => Tensor): Tensor;
}

const BLOCKS: { [K in Block['kind']]: BlockKind<Extract<Block, { kind: K }>> } = {
  mlp,
  equivariant,
  orbitals,
  gaussian_envelope: gaussianEnvelope,
};

/** The rules of a block. */
export function blockKind(spec: Block): BlockKind {
  return BLOCKS[spec.kind] as BlockKind;
}

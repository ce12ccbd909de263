/**
 * Generalised orbitals: φ_j(i) = h_i W_j + b_j for every orbital j of every determinant. Through h_i they depend on all
 * particles, so that their determinant is more than a Slater determinant.
 */
import { say } from '@qham/grammar/phrase';
import type { Block } from '../../experiment.ts';
import { add, matmul, transpose } from '../../tensor/index.ts';
import type { BlockKind } from '../block.ts';

type Orbitals = Extract<Block, { kind: 'orbitals' }>;

export const orbitals: BlockKind<Orbitals> = {
  output: 'orbitals',

  parameters(spec, { inputs: fanIn, determinants, columns }) {
    const fanOut = determinants * columns;
    return [
      { name: `${spec.name}.weight`, shape: [fanIn, fanOut], initialisation: spec.weights, fanIn, fanOut },
      { name: `${spec.name}.bias`, shape: [fanOut], initialisation: spec.biases, fanIn, fanOut },
    ];
  },

  apply(spec, inputs, _shape, parameter) {
    const values = add(matmul(inputs, parameter(`${spec.name}.weight`)), parameter(`${spec.name}.bias`));
    values.label ??= say`orbitals ${spec.name}`;
    return transpose(values, [1, 0]);
  },
};

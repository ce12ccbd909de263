/**
 * Gaussian envelopes exp(−|x_i|² w_j²), as logarithms: one w_j for each orbital of each determinant. w = √½ is the ground
 * state of the oscillator.
 */
import type { Block } from '../../experiment.ts';
import { multiply, negate, reshape, square, sum } from '../../tensor/index.ts';
import type { BlockKind } from '../block.ts';

type GaussianEnvelope = Extract<Block, { kind: 'gaussian_envelope' }>;

export const gaussianEnvelope: BlockKind<GaussianEnvelope> = {
  output: 'envelope',

  parameters(spec, { inputs, determinants, columns }) {
    const fanOut = determinants * columns;
    const initialisation = { kind: 'constant', value: spec.width } as const;
    return [{ name: `${spec.name}.width`, shape: [fanOut], initialisation, fanIn: inputs, fanOut }];
  },

  apply(spec, inputs, { determinants, columns }, parameter) {
    const width = reshape(parameter(`${spec.name}.width`), [determinants * columns, 1]);
    const distance = reshape(sum(square(inputs), [1]), [1, inputs.shape[0]!]);
    return negate(multiply(square(width), distance));
  },
};

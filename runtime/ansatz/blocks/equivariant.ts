/**
 * Permutation-equivariant layers (Keeble et al., arXiv:2304.04725): h_i ← f(h_i W + μ V + b), μ = mean_j h_j, with the last
 * layer's h_i added from the second layer on. Exchanging two particles exchanges their features.
 *
 * W and V are the two halves of one weight [2·width, hidden], as published. The mean's half is multiplied once for all
 * particles.
 */
import { say } from '@qham/grammar/phrase';
import type { Block, Initialisation } from '../../experiment.ts';
import { add, matmul, mean, reshape, slice, type Tensor } from '../../tensor/index.ts';
import type { BlockKind } from '../block.ts';
import { type ParameterSpec, sizeOf } from '../parameters.ts';
import { scatteredLayer } from '../scattered.ts';
import { ACTIVATION_TABLE } from './activation.ts';

type Equivariant = Extract<Block, { kind: 'equivariant' }>;

export const equivariant: BlockKind<Equivariant> = {
  output: 'features',

  parameters(spec, { inputs, particles }) {
    const later = { weights: usualWeights(spec), biases: spec.biases };
    const first = spec.weights.kind === 'scattered' ? scatteredLayer(spec.weights.size, particles, inputs) : later;
    const specs: ParameterSpec[] = [];
    for (let layer = 1; layer <= spec.layers; layer++) {
      const fanIn = 2 * (layer === 1 ? inputs : spec.hidden);
      const fanOut = spec.hidden;
      const { weights, biases } = layer === 1 ? first : later;
      specs.push(
        { name: weight(spec, layer), shape: [fanIn, fanOut], initialisation: weights, fanIn, fanOut },
        { name: bias(spec, layer), shape: [fanOut], initialisation: biases, fanIn, fanOut },
      );
    }
    return specs;
  },

  apply(spec, inputs, { particles }, parameter) {
    const rows = inputs.shape[0]!;
    const walkers = rows / particles;
    let h = inputs;
    for (let layer = 1; layer <= spec.layers; layer++) {
      const [own, common] = halves(parameter(weight(spec, layer)));
      const width = h.shape[1]!;
      // One row per particle, with all walkers in it: the mean over particles is then a sum over rows.
      const perParticle = (t: Tensor, extent: number) =>
        reshape(t, [sizeOf(t.shape) / (walkers * extent), walkers * extent]);
      // Coordinates have derivatives that are the same for all walkers, as long as walkers keep an axis to themselves.
      const split = reshape(h, [particles, walkers, width]);
      const average = layer === 1 ? mean(split, [0]) : reshape(mean(perParticle(h, width), [0]), [walkers, width]);
      const alone = matmul(layer === 1 ? split : h, own);
      const shared = add(matmul(average, common), parameter(bias(spec, layer)));
      const z = add(perParticle(alone, spec.hidden), perParticle(shared, spec.hidden));
      const activated = ACTIVATION_TABLE[spec.activation](z);
      const next = layer === 1 ? activated : add(activated, perParticle(h, spec.hidden));
      h = reshape(next, [rows, spec.hidden]);
      h.label ??= say`layer ${layer} of ${spec.name}`;
    }
    return h;
  },
};

/** How weights begin that nothing special is said of. */
const usualWeights = ({ weights }: Equivariant): Initialisation =>
  weights.kind === 'scattered' ? { kind: 'fan_in' } : weights;

/** The rows of a weight that meet the particle's own features, and those that meet the mean. */
function halves(weights: Tensor): [Tensor, Tensor] {
  const width = weights.shape[0]! / 2;
  return [slice(weights, 0, 0, width), slice(weights, 0, width, width)];
}

const weight = (spec: Equivariant, layer: number) => `${spec.name}.weight${layer}`;
const bias = (spec: Equivariant, layer: number) => `${spec.name}.bias${layer}`;

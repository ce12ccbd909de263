/**
 * The gradient of a sum over walkers with respect to the parameters that a phase trains.
 */
import { sizeOf } from '../ansatz/parameters.ts';
import type { Trainable } from '../ansatz/trainable.ts';
import { type GraphBuilder, gradient, input, type Tensor } from '../tensor/index.ts';

const gradientName = (parameter: string) => `gradient of ${parameter}`;

/** d(total)/d(parameter) for each of these parameters, as outputs of a graph that `gatherGradient` reads. */
export function parameterGradients({ specs }: Trainable, builder: GraphBuilder, total: Tensor): Record<string, Tensor> {
  const parameters = specs.map((spec) => input(builder, spec.name, spec.shape));
  const gradients = gradient(total, parameters);
  return Object.fromEntries(specs.map((spec, i) => [gradientName(spec.name), gradients[i]!]));
}

/** Adds the blocks' gradients up in float64, in the order of the blocks, into one flat array. */
export function gatherGradient(
  { specs, count }: Trainable,
  blocks: readonly Record<string, Float32Array | Float64Array>[],
): Float64Array {
  const total = new Float64Array(count);
  for (const block of blocks) {
    let offset = 0;
    for (const spec of specs) {
      const part = block[gradientName(spec.name)]!;
      const size = sizeOf(spec.shape);
      for (let i = 0; i < size; i++) total[offset + i]! += part[i]!;
      offset += size;
    }
  }
  return total;
}

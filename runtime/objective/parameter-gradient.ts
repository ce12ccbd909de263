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

type Numbers = Float32Array | Float64Array;
type BlockResults = Readonly<Record<string, Numbers>>;

/** Blocks that are added in one pass over the total, which is loaded and stored once for all of them. */
const TOGETHER = 4;

/** Adds the blocks' gradients up in float64, in the order of the blocks, into one flat array. */
export function gatherGradient({ specs, count }: Trainable, blocks: readonly BlockResults[]): Float64Array {
  const total = new Float64Array(count);
  let offset = 0;
  for (const spec of specs) {
    const parts = blocks.map((block) => block[gradientName(spec.name)]!);
    const sums = total.subarray(offset, offset + sizeOf(spec.shape));
    const inFours = parts.length - (parts.length % TOGETHER);
    for (let first = 0; first < inFours; first += TOGETHER)
      addFour(sums, parts[first]!, parts[first + 1]!, parts[first + 2]!, parts[first + 3]!);
    for (const part of parts.slice(inFours)) for (let i = 0; i < sums.length; i++) sums[i]! += part[i]!;
    offset += sums.length;
  }
  return total;
}

/** Rounded as four additions after each other. */
function addFour(sums: Float64Array, a: Numbers, b: Numbers, c: Numbers, d: Numbers): void {
  for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + a[i]! + b[i]! + c[i]! + d[i]!;
}

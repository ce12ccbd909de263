import type { Sampler } from '../experiment.ts';
import type { RandomStream } from '../random/stream.ts';

/** First positions [walkers, D]: uniform in a cube of side `size`, or a normal cloud of width `size`, centred at 0. */
export function startWalkers(spec: Sampler, dimension: number, random: RandomStream): Float32Array {
  const walkers = new Float32Array(spec.walkers * dimension);
  if (spec.start.kind === 'cube') random.fillUniform(walkers, -spec.start.size / 2, spec.start.size / 2);
  else random.fillNormal(walkers, spec.start.size);
  return walkers;
}

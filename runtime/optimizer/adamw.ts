import { AdamMoments, type AdamSettings } from './adam-moments.ts';
import { requireLengths } from './lengths.ts';
import type { Optimizer } from './optimizer.ts';

/**
 * AdamW: Loshchilov & Hutter 2019 (ICLR), algorithm 2, with weight decay λ kept out of the moments.
 *
 * The paper writes θ ← θ − η (α m̂/(√v̂ + ε) + λθ) with a schedule multiplier η and a base rate α of its own, so that λ does
 * not scale with α. PyTorch's `AdamW` has one learning rate lr = ηα for both: θ ← (1 − lr·λ) θ − lr·m̂/(√v̂ + ε). Published
 * settings mean that one, and so does this: its λ is the paper's λ divided by α.
 */
export function adamw(settings: AdamSettings, count: number): Optimizer {
  const moments = new AdamMoments(settings, count);
  return {
    step(parameters, gradient, learningRate) {
      requireLengths(count, parameters, gradient);
      moments.advance();
      const kept = 1 - learningRate * settings.weight_decay;
      for (let i = 0; i < count; i++)
        parameters[i] = kept * parameters[i]! - learningRate * moments.direction(i, gradient[i]!);
    },
    get state() {
      return moments.state;
    },
    restore: (state) => moments.restore(state),
  };
}

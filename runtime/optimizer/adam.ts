import { AdamMoments, type AdamSettings } from './adam-moments.ts';
import { requireLengths } from './lengths.ts';
import type { Optimizer } from './optimizer.ts';

/**
 * Adam: Kingma & Ba 2015 (ICLR), algorithm 1. Weight decay λ is the L2 penalty λ/2·|θ|² in the loss, as in PyTorch's
 * `Adam`: λθ is added to the gradient and passes through the moments. (AdamW does not do that.)
 */
export function adam(settings: AdamSettings, count: number): Optimizer {
  const moments = new AdamMoments(settings, count);
  const decay = settings.weight_decay;
  return {
    step(parameters, gradient, learningRate) {
      requireLengths(count, parameters, gradient);
      moments.advance();
      for (let i = 0; i < count; i++) {
        const theta = parameters[i]!;
        parameters[i] = theta - learningRate * moments.direction(i, gradient[i]! + decay * theta);
      }
    },
    get state() {
      return moments.state;
    },
    restore: (state) => moments.restore(state),
  };
}

import { requireLengths } from './lengths.ts';
import type { Optimizer } from './optimizer.ts';
import { restoredArray } from './optimizer-state.ts';

/**
 * Gradient descent with Polyak's heavy ball: u ← μu + g, θ ← θ − lr·u (Polyak 1964; Sutskever et al. 2013, ICML, in the
 * form of PyTorch's `SGD`, where the learning rate does not enter u). μ = 0 is plain gradient descent.
 */
export function sgd(settings: { momentum: number }, count: number): Optimizer {
  const { momentum } = settings;
  let velocity = new Float64Array(count);
  return {
    step(parameters, gradient, learningRate) {
      requireLengths(count, parameters, gradient);
      for (let i = 0; i < count; i++) {
        const u = momentum * velocity[i]! + gradient[i]!;
        velocity[i] = u;
        parameters[i] = parameters[i]! - learningRate * u;
      }
    },
    get state() {
      return { velocity: velocity.slice() };
    },
    restore(state) {
      velocity = restoredArray(state, 'velocity', count) as Float64Array<ArrayBuffer>;
    },
  };
}

/**
 * Langevin moves with a Metropolis test, MALA (Besag 1994; Roberts & Tweedie 1996), as in diffusion Monte Carlo:
 *
 *   x′ = x + τ v̄(x) + √τ ξ,   accepted with probability min(1, W(x′)G(x′→x) / W(x)G(x→x′)),
 *   G(x→x′) ∝ exp(−|x′ − x − τ v̄(x)|²/2τ),   v = ½ ∇ln W, which is ∇ln|ψ| for one state.
 *
 * Near a node v grows without bound and would throw walkers far away; v̄ = 2v/(1 + √(1 + 2|v|²τ)) keeps |τ v̄| below √(2τ)
 * (Umrigar, Nightingale & Runge, J. Chem. Phys. 99, 2865 (1993), with a = 1). Since G is that of v̄, the
 * walkers follow W all the same.
 */
import type { Sampler } from '../experiment.ts';
import {
  add,
  constant,
  divide,
  finishGraph,
  type Graph,
  GraphBuilder,
  gradient,
  input,
  lessEqual,
  log,
  multiply,
  reshape,
  slice,
  sqrt,
  square,
  subtract,
  sum,
  type Tensor,
  where,
} from '../tensor/index.ts';
import type { Density } from './density.ts';
import type { MoveKind } from './moves.ts';

export const langevin: MoveKind<Extract<Sampler, { kind: 'langevin' }>> = {
  width: ({ time_step }) => time_step,
  graph: langevinGraph,
  fill: (_, random, numbers) => random.fillNormal(numbers, 1),
};

interface Place {
  walkers: Tensor;
  /** ln W [B, 1]. */
  density: Tensor;
  /** x + τ v̄(x) [B, D]. */
  ahead: Tensor;
}

/** `moves` Langevin moves of a block; `width` is τ. */
export function langevinGraph(density: Density, block: number, dimension: number, moves: number): Graph {
  const builder = new GraphBuilder();
  const proposals = input(builder, 'proposals', [moves, block, dimension]);
  const thresholds = input(builder, 'thresholds', [moves, block, 1]);
  const step = input(builder, 'width', [1, 1]);
  const half = constant(builder, 0.5);
  const at = (walkers: Tensor): Place => {
    const value = density.at(builder, walkers);
    const logarithm = density.logarithmic ? value : log(value);
    const [slope] = gradient(sum(logarithm, [0, 1]), [walkers]);
    return { walkers, density: logarithm, ahead: add(walkers, multiply(step, clipped(multiply(half, slope!), step))) };
  };
  let place = at(input(builder, 'walkers', [block, dimension]));
  let accepted: Tensor | undefined;
  for (let move = 0; move < moves; move++) {
    const noise = reshape(slice(proposals, 0, move, 1), [block, dimension]);
    const threshold = reshape(slice(thresholds, 0, move, 1), [block, 1]);
    const proposed = at(add(place.ahead, multiply(sqrt(step), noise)));
    // ln G of the way there, and of the way back.
    const there = multiply(half, sum(square(noise), [1], true));
    const back = divide(multiply(half, sum(square(subtract(place.walkers, proposed.ahead)), [1], true)), step);
    const accept = lessEqual(subtract(add(log(threshold), place.density), there), subtract(proposed.density, back));
    place = {
      walkers: where(accept, proposed.walkers, place.walkers),
      density: where(accept, proposed.density, place.density),
      ahead: where(accept, proposed.ahead, place.ahead),
    };
    accepted = accepted ? add(accepted, accept) : accept;
  }
  return finishGraph({ moved: place.walkers, accepted: accepted!, logDensity: place.density });
}

/** v̄ of v [B, D]. */
function clipped(velocity: Tensor, step: Tensor): Tensor {
  const { builder } = velocity;
  const one = constant(builder, 1);
  const two = constant(builder, 2);
  const stretch = multiply(multiply(two, step), sum(square(velocity), [1], true));
  return divide(multiply(two, velocity), add(one, sqrt(add(one, stretch))));
}

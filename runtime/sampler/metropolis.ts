/**
 * Metropolis sampling of an unnormalised density by walkers (Metropolis et al., J. Chem. Phys. 21, 1087 (1953)).
 */
import type { Sampler } from '../experiment.ts';
import {
  add,
  finishGraph,
  type Graph,
  GraphBuilder,
  input,
  lessEqual,
  log,
  multiply,
  reshape,
  slice,
  type Tensor,
  where,
} from '../tensor/index.ts';
import type { Density } from './density.ts';
import type { MoveKind } from './moves.ts';

export const metropolis: MoveKind<Extract<Sampler, { kind: 'metropolis' }>> = {
  width: ({ proposal }) => proposal.width,
  graph: metropolisGraph,
  fill: ({ proposal }, random, numbers) =>
    proposal.kind === 'uniform' ? random.fillUniform(numbers, -1, 1) : random.fillNormal(numbers, 1),
};

/**
 * `moves` Metropolis moves of a block: x′ = x + width·ξ, accepted if u·W(x) ≤ W(x′), or ln u + ln W(x) ≤ ln W(x′).
 * Written without a quotient, so that a walker where W is zero moves on instead of dividing by zero.
 */
export function metropolisGraph(density: Density, block: number, dimension: number, moves: number): Graph {
  const builder = new GraphBuilder();
  const proposals = input(builder, 'proposals', [moves, block, dimension]);
  const thresholds = input(builder, 'thresholds', [moves, block, 1]);
  const width = input(builder, 'width', [1, 1]);
  let walkers = input(builder, 'walkers', [block, dimension]);
  let weight = density.at(builder, walkers);
  let accepted: Tensor | undefined;
  for (let move = 0; move < moves; move++) {
    const direction = reshape(slice(proposals, 0, move, 1), [block, dimension]);
    const threshold = reshape(slice(thresholds, 0, move, 1), [block, 1]);
    const proposed = add(walkers, multiply(width, direction));
    const proposedWeight = density.at(builder, proposed);
    const required = density.logarithmic ? add(log(threshold), weight) : multiply(threshold, weight);
    const accept = lessEqual(required, proposedWeight);
    walkers = where(accept, proposed, walkers);
    weight = where(accept, proposedWeight, weight);
    accepted = accepted ? add(accepted, accept) : accept;
  }
  return finishGraph({ moved: walkers, accepted: accepted!, logDensity: density.logarithmic ? weight : log(weight) });
}

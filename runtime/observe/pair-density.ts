/**
 * Pair density: pairs of particles of that name per length of their distance, ∫g(r)dr = A(A − 1)/2.
 */
import type { Observable } from '../experiment.ts';
import { Histogram } from './histogram.ts';
import type { ObservableKind } from './observable.ts';
import { columnsOf } from './particle-columns.ts';

export const pairDensity: ObservableKind<Extract<Observable, { kind: 'pair_density' }>> = {
  prepare({ particles, bins, range, text }, { experiment, walkers: total }) {
    const { row, first, count, dimension } = columnsOf(experiment.hamiltonian.space, particles);
    const histogram = new Histogram({ ...range, count: bins }, total);
    return {
      add(walkers, weights) {
        for (let walker = 0; walker < total; walker++) {
          const start = walker * row + first;
          histogram.addSample(walker, weights[walker]!);
          for (let i = 0; i < count; i++)
            for (let j = 0; j < i; j++) {
              let square = 0;
              for (let d = 0; d < dimension; d++)
                square += (walkers[start + i * dimension + d]! - walkers[start + j * dimension + d]!) ** 2;
              histogram.add(walker, Math.sqrt(square), weights[walker]!);
            }
        }
      },
      result: () => ({ kind: 'pair_density', text, value: null, error: null, curve: histogram.curve() }),
      dispose: async () => {},
    };
  },
};

/**
 * One-body density along an axis: particles per length, ∫n(x)dx = number of particles of that name.
 */
import type { Observable } from '../experiment.ts';
import { Histogram } from './histogram.ts';
import type { ObservableKind } from './observable.ts';
import { columnsOf } from './particle-columns.ts';

export const density: ObservableKind<Extract<Observable, { kind: 'density' }>> = {
  prepare({ particles, axis, bins, range, text }, { experiment, walkers: count }) {
    const columns = columnsOf(experiment.hamiltonian.space, particles);
    const histogram = new Histogram({ ...range, count: bins }, count);
    return {
      add(walkers, weights) {
        for (let walker = 0; walker < count; walker++) {
          const weight = weights[walker]!;
          histogram.addSample(walker, weight);
          for (let i = 0; i < columns.count; i++) {
            const at = walker * columns.row + columns.first + i * columns.dimension + axis - 1;
            histogram.add(walker, walkers[at]!, weight);
          }
        }
      },
      result: () => ({ kind: 'density', text, value: null, error: null, curve: histogram.curve() }),
      dispose: async () => {},
    };
  },
};

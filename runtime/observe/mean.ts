/**
 * ⟨f⟩ of an expression f of the coordinates, over |ψ|² of the lowest state.
 */
import { evaluateFormula } from '../ansatz/formula.ts';
import { coordinateScope } from '../ansatz/scope.ts';
import { addSample, EMPTY_SERIES, ratioOfSeries } from '../estimator/walker-series.ts';
import { type Observable, walkerDimension } from '../experiment.ts';
import { broadcastTo, type Tensor } from '../tensor/index.ts';
import type { ObservableKind } from './observable.ts';
import { WalkerFunction } from './walker-function.ts';

export const expectation: ObservableKind<Extract<Observable, { kind: 'mean' }>> = {
  async prepare({ expression, text }, { engine, experiment, walkers: count }) {
    const { space } = experiment.hamiltonian;
    const of = (walkers: Tensor) =>
      broadcastTo(evaluateFormula(expression, coordinateScope(space, walkers)), [walkers.shape[0]!, 1]);
    const values = await WalkerFunction.create(engine, of, count, walkerDimension(space));
    let series = EMPTY_SERIES;
    return {
      async add(walkers, weights) {
        const measured = await values.measure(walkers);
        series = addSample(
          series,
          Float64Array.from(measured, (value, walker) => value * weights[walker]!),
          weights,
        );
      },
      result() {
        const { value, error } = ratioOfSeries(series);
        return { kind: 'mean', text, value, error };
      },
      dispose: () => values.dispose(),
    };
  },
};

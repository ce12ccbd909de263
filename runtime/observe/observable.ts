/**
 * What the evaluation measures besides the energy: a line in OBSERVABLES and a file beside this one.
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import type { Engine } from '../engine/engine.ts';
import type { ObservableResult } from '../events.ts';
import type { Experiment, Observable } from '../experiment.ts';
import { density } from './density.ts';
import { expectation } from './mean.ts';
import { pairDensity } from './pair-density.ts';

export interface ObservableContext {
  readonly engine: Engine;
  readonly experiment: Experiment;
  readonly ansatz: AnsatzModel;
  /** Of the evaluation. */
  readonly walkers: number;
}

/** An observable that takes in samples. */
export interface Measurement {
  /**
   * @param walkers [walkers, D]
   * @param weights of the lowest state at each walker, ψ²/W
   */
  add(walkers: Float32Array, weights: ArrayLike<number>): Promise<void> | void;
  result(): ObservableResult;
  /** Frees sessions of the engine. */
  dispose(): Promise<void>;
}

export interface ObservableKind<S extends Observable = Observable> {
  prepare(spec: S, context: ObservableContext): Promise<Measurement> | Measurement;
}

const OBSERVABLES: { [K in Observable['kind']]: ObservableKind<Extract<Observable, { kind: K }>> } = {
  density,
  pair_density: pairDensity,
  mean: expectation,
};

/** All that the experiment observes, ready to take in samples. */
export function prepareObservables(context: ObservableContext): Promise<Measurement[]> {
  return Promise.all(
    context.experiment.observables.map(async (spec) =>
      (OBSERVABLES[spec.kind] as ObservableKind).prepare(spec, context),
    ),
  );
}

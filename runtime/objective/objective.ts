/**
 * What a phase minimises: a line in OBJECTIVES and a file beside this one.
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import type { Engine } from '../engine/engine.ts';
import type { Experiment, Objective } from '../experiment.ts';
import type { Moments } from '../hamiltonian/moments.ts';
import { energy } from './energy.ts';
import { penalty } from './penalty.ts';

export interface ObjectiveContext {
  readonly engine: Engine;
  readonly experiment: Experiment;
  readonly ansatz: AnsatzModel;
  readonly walkers: number;
}

/** Value of the objective and its gradient at one batch of walkers. */
export interface Descent {
  loss: number;
  /** The loss, term by term, before weighting. */
  terms: Record<string, number>;
  /** With respect to all parameters, in their flat order, in float64. */
  gradient: Float64Array;
}

export interface PreparedObjective {
  /** Names of the terms that each step reports. */
  readonly terms: readonly string[];
  /** @param moments of this batch with these parameters */
  descend(parameters: Record<string, Float32Array>, walkers: Float32Array, moments: Moments): Promise<Descent>;
  /** Frees the engine's session. */
  dispose(): Promise<void>;
}

export interface ObjectiveKind<S extends Objective = Objective> {
  readonly terms: readonly string[];
  prepare(spec: S, context: ObjectiveContext): Promise<PreparedObjective>;
}

export const OBJECTIVES: { [K in Objective['kind']]: ObjectiveKind<Extract<Objective, { kind: K }>> } = {
  energy,
  penalty,
};

/**
 * What a phase minimises: a line in OBJECTIVES and a file beside this one.
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import type { Trainable } from '../ansatz/trainable.ts';
import type { Engine } from '../engine/engine.ts';
import type { Experiment, Objective } from '../experiment.ts';
import type { Moments } from '../hamiltonian/moments.ts';
import type { ScoreMatrix } from '../linear-algebra/score-matrix.ts';
import type { BlockSession } from '../train/blocks.ts';
import { energy } from './energy.ts';
import { penalty } from './penalty.ts';

export interface ObjectiveContext {
  readonly engine: Engine;
  readonly experiment: Experiment;
  readonly ansatz: AnsatzModel;
  readonly walkers: number;
  /** The parameters by which it is differentiated; no other costs anything. */
  readonly trainable: Trainable;
  /** What the phase's optimizer takes: a gradient, or scores for a system of so many equations. */
  readonly slope: 'gradient' | 'scores of walkers' | 'scores of parameters';
}

/** How the loss changes with the trainable parameters, one after another in their order. */
export type Slope =
  | { kind: 'gradient'; gradient: Float64Array }
  /** Half the gradient of the energy is scoresᵀ·residuals / N. They hold until the next descent. */
  | {
      kind: 'scores';
      scores: ScoreMatrix;
      residuals: Float64Array;
      /** Weights of the walkers, of mean 1; null where all count the same. */
      importance: Float64Array | null;
    };

/** Value of the objective and its slope at one batch of walkers. */
export interface Descent {
  loss: number;
  /** One standard error of the loss over these walkers; null where it is not known. */
  error: number | null;
  /** The loss, term by term, before weighting. */
  terms: Record<string, number>;
  slope: Slope;
}

export interface PreparedObjective {
  /** Names of the terms that each step reports. */
  readonly terms: readonly string[];
  /** Gives the sums of `momentsGraph`, and keeps of its work what `descend` then needs; null where nothing is in common. */
  readonly moments: BlockSession | null;
  /** @param moments of this batch with these parameters, measured by `moments` where that is there, just before */
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

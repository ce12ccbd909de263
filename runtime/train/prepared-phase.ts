/**
 * A phase of the schedule, ready to train.
 */
import { type Trainable, trainableParameters } from '../ansatz/trainable.ts';
import type { Objective, Phase } from '../experiment.ts';
import {
  OBJECTIVES,
  type ObjectiveContext,
  type ObjectiveKind,
  type PreparedObjective,
} from '../objective/objective.ts';
import { type PhaseOptimizer, phaseOptimizer, slopeFor } from '../optimizer/index.ts';

export interface PreparedPhase {
  readonly trainable: Trainable;
  readonly objective: PreparedObjective;
  /** A fresh optimizer with nothing remembered yet. */
  newOptimizer(): PhaseOptimizer;
  /** Frees the objective's sessions. */
  dispose(): Promise<void>;
}

/** @throws FreezeError when the phase freezes what is not there, or everything */
export async function preparePhase(
  { name, objective: spec, optimizer, freeze }: Phase,
  context: Omit<ObjectiveContext, 'trainable' | 'slope'>,
): Promise<PreparedPhase> {
  const { ansatz, experiment } = context;
  const trainable = trainableParameters(ansatz.parameters, experiment.ansatz.blocks, freeze, name);
  const kind = OBJECTIVES[spec.kind] as ObjectiveKind<Objective>;
  const slope = slopeFor(optimizer, { walkers: context.walkers, parameters: trainable.count });
  const objective = await kind.prepare(spec, { ...context, trainable, slope });
  return {
    trainable,
    objective,
    newOptimizer: () => phaseOptimizer(optimizer, trainable.count),
    dispose: () => objective.dispose(),
  };
}

/** What the training loop knows of an optimizer: settings follow their schedules, slopes become steps. */
import { say } from '@qham/grammar/phrase';
import type { Optimizer as OptimizerSettings } from '../experiment.ts';
import type { Descent } from '../objective/objective.ts';
import { isNatural, NaturalGradient, type NaturalReport, spaceFor } from './natural/natural-gradient.ts';
import { createOptimizer, type OptimizerState } from './optimizer.ts';
import { evaluateScheduled } from './scheduled.ts';
import { StepFault } from './step-fault.ts';

/** What a step was like. */
export interface StepReport {
  learningRate: number;
  /** Natural gradients only. */
  natural?: NaturalReport;
}

export interface PhaseOptimizer {
  /**
   * Changes `parameters`, those that the phase trains, in place by one step.
   * @param at steps of the phase done before
   * @throws StepFault when the slope has a number that is not finite; nothing has changed then
   */
  step(parameters: Float32Array, descent: Descent, at: number): Promise<StepReport>;
  /** A copy; later steps do not change it. */
  readonly state: OptimizerState;
  /**
   * Goes on from a state as if this optimizer had come to it by itself.
   * @throws Error when the state belongs to another kind of optimizer or another number of parameters
   */
  restore(state: OptimizerState): void;
}

/** A fresh optimizer for a phase that trains `count` parameters. */
export function phaseOptimizer(settings: OptimizerSettings, count: number): PhaseOptimizer {
  return isNatural(settings) ? new NaturalGradient(settings, count) : firstOrder(settings, count);
}

/** In which form the optimizer of these settings takes slopes: a gradient, or scores for equations of so many walkers or parameters. */
export function slopeFor(
  settings: OptimizerSettings,
  size: { walkers: number; parameters: number },
): 'gradient' | 'scores of walkers' | 'scores of parameters' {
  return isNatural(settings) ? `scores of ${spaceFor(settings, size)}` : 'gradient';
}

function firstOrder(settings: OptimizerSettings, count: number): PhaseOptimizer {
  const optimizer = createOptimizer(settings, count);
  return {
    async step(parameters, { loss, slope }, at) {
      if (slope.kind !== 'gradient') throw new Error(`${settings.kind} takes gradients`);
      if (!Number.isFinite(loss) || !allFinite(slope.gradient)) throw new StepFault(say`gradient`);
      const learningRate = evaluateScheduled(settings.learning_rate, at);
      optimizer.step(parameters, slope.gradient, learningRate);
      return { learningRate };
    },
    get state() {
      return optimizer.state;
    },
    restore: (state) => optimizer.restore(state),
  };
}

/** A loop, since a call for each of many numbers in each step would cost more than the step itself. */
function allFinite(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) return false;
  return true;
}

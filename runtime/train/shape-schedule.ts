/**
 * When a run shows what its state looks like: some twenty times, and after its last step.
 */
import type { EventOf } from '../events.ts';
import { Shapes } from '../observe/shapes.ts';
import { totalSteps } from './phases.ts';
import type { RunState } from './run-state.ts';

/** Looks of a whole run: enough to see it grow, few enough to cost nothing beside its steps. */
const LOOKS = 20;

export class ShapeSchedule {
  readonly #state: RunState;
  readonly #apart: number;
  #shapes: Promise<Shapes> | null = null;

  constructor(state: RunState) {
    this.#state = state;
    this.#apart = Math.ceil(totalSteps(state.experiment.schedule) / LOOKS);
  }

  /** The shapes after the step that was just done, if it is one that shows them. Draws no random numbers. */
  async whenDue(): Promise<EventOf<'shapes'>[]> {
    const { step, phase, engine, experiment, ansatz, parameters, sampler } = this.#state;
    if (step % this.#apart !== 0 && phase !== null) return [];
    this.#shapes ??= Shapes.create(engine, experiment, ansatz);
    const shapes = await (await this.#shapes).look(parameters, sampler.walkers);
    return [{ type: 'shapes', step, time: this.#state.time, shapes }];
  }

  /** Frees the engine's session, if there is one. */
  async dispose(): Promise<void> {
    await (await this.#shapes)?.dispose();
  }
}

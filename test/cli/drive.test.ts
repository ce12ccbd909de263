import { describe, expect, it } from 'vitest';
import { drive } from '../../runtime/cli/drive.ts';
import type { EventOf, RunEvent } from '../../runtime/events.ts';
import type { Checkpoint } from '../../runtime/train/checkpoint.ts';
import type { Training } from '../../runtime/train/training.ts';
import { result, start, step } from './sample-events.ts';

/** A training of `steps` steps that takes one second a step by the clock it is given, and ends as it is told. */
class FakeTraining implements Training {
  readonly #steps: number;
  readonly #clock: { now: number };
  readonly #failAt: number;
  #done = 0;
  #stop = false;

  constructor(steps: number, clock: { now: number }, failAt = Number.POSITIVE_INFINITY) {
    this.#steps = steps;
    this.#clock = clock;
    this.#failAt = failAt;
  }

  async *events(): AsyncGenerator<RunEvent> {
    yield start({ steps: this.#steps });
    while (this.#done < this.#steps) {
      if (this.#stop) return yield { type: 'interrupted', step: this.#done, time: this.#done };
      this.#clock.now += 1000;
      if (this.#done + 1 === this.#failAt)
        return yield { type: 'failure', step: this.#failAt, time: 0, message: 'm', where: 'w', walker: null };
      this.#done++;
      yield step({ step: this.#done, time: this.#done });
    }
    yield { type: 'evaluation', time: 0, sample: 1, samples: 1, energies: [1.5] };
    yield result({ step: this.#done });
  }

  checkpoint(): Checkpoint {
    return { step: this.#done, time: this.#done, tensors: {}, state: null };
  }

  requestStop(): void {
    this.#stop = true;
  }
}

async function driveFake(
  training: Training,
  clock: { now: number },
  onEvent: (event: RunEvent) => void = () => {},
  resumed = false,
) {
  const log: string[] = [];
  const ending = await drive(
    training,
    {
      append: (event) => void log.push('step' in event ? `${event.type} ${event.step}` : event.type),
      saveCheckpoint: async (checkpoint) => void log.push(`save ${checkpoint.step}`),
    },
    { resumed, observe: onEvent, checkpointEvery: 3000, now: () => clock.now },
  );
  return { log, ending };
}

describe('driving a training', () => {
  it('keeps every event, and checkpoints by the clock and after the last step', async () => {
    const clock = { now: 0 };
    const { log, ending } = await driveFake(new FakeTraining(5, clock), clock);
    expect(log).toEqual(
      ['start', 'step 1', 'step 2', 'step 3', 'save 3', 'checkpoint 3', 'step 4', 'step 5'].concat([
        'save 5',
        'checkpoint 5',
        'evaluation',
        'result 5',
      ]),
    );
    expect(ending.type).toBe('result');
  });

  it('saves once where the run is interrupted, before it says so', async () => {
    const clock = { now: 0 };
    const training = new FakeTraining(50, clock);
    const { log, ending } = await driveFake(training, clock, (event) => {
      if (event.type === 'step' && event.step === 4) training.requestStop();
    });
    expect(log.slice(-4)).toEqual(['step 4', 'save 4', 'checkpoint 4', 'interrupted 4']);
    expect(ending.type).toBe('interrupted');
  });

  it('does not write the same state twice', async () => {
    const clock = { now: 0 };
    const training = new FakeTraining(50, clock);
    const { log } = await driveFake(training, clock, (event) => {
      if (event.type === 'checkpoint') training.requestStop();
    });
    expect(log.slice(-3)).toEqual(['save 3', 'checkpoint 3', 'interrupted 3']);
  });

  it('adds to the record of a resumed run, without its start and the checkpoint that is there', async () => {
    const clock = { now: 0 };
    const training: Training = {
      async *events() {
        yield start({ steps: 50 });
        yield { type: 'resumed', step: 7, time: 7 };
        yield { type: 'interrupted', step: 7, time: 7 };
      },
      checkpoint: () => ({ step: 7, time: 7, tensors: {}, state: null }),
      requestStop: () => {},
    };
    const seen: string[] = [];
    const { log } = await driveFake(training, clock, (event) => seen.push(event.type), true);
    expect(log).toEqual(['resumed 7', 'interrupted 7']);
    expect(seen).toEqual(['start', 'resumed', 'interrupted']);
  });

  it('keeps the last good state of a run that fails', async () => {
    const clock = { now: 0 };
    const { log, ending } = await driveFake(new FakeTraining(50, clock, 3), clock);
    expect(log.slice(-3)).toEqual(['save 2', 'checkpoint 2', 'failure 3']);
    expect((ending as EventOf<'failure'>).message).toBe('m');
  });

  it('ends with the disk’s error and asks for no further step', async () => {
    const clock = { now: 0 };
    const training = new FakeTraining(50, clock);
    const seen: RunEvent[] = [];
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    await expect(
      drive(
        training,
        {
          append: (event) => {
            if (event.type === 'step' && event.step === 2) throw full;
          },
          saveCheckpoint: async () => {},
        },
        { resumed: false, observe: (event) => seen.push(event), checkpointEvery: 3000, now: () => clock.now },
      ),
    ).rejects.toBe(full);
    expect(seen.map((event) => event.type)).toEqual(['start', 'step']);
    expect(training.checkpoint().step).toBe(2);
  });
});

/**
 * A stand-in for training: every number depends on the whole state, so that a resume that is not exact shows at once.
 * As a program: `trainer.ts FOLDER STEPS` trains the run to this step; after each checkpoint it says `checkpoint N` and goes
 * on when it is given a line.
 */
import { createInterface } from 'node:readline';
import { RandomStream } from '../../../runtime/random/stream.ts';
import { openRun, type Run } from '../../../runtime/store/index.ts';
import { checkpoint as checkpointEvent, start, step as stepEvent } from './sample.ts';

const CHECKPOINT_EVERY = 3;
const SIZE = 200;

/** Goes on with a run that this process has claimed, from its checkpoint if it has one. */
export async function train(
  run: Run,
  steps: number,
  saved: (step: number) => Promise<unknown> = async () => {},
): Promise<void> {
  const from = await run.loadCheckpoint();
  await run.truncateEventsAfter(from);
  const random = RandomStream.fromSeed(run.description.experiment.seed);
  const parameters = new Float32Array(SIZE);
  if (from) {
    random.restore((from.state as { random: unknown }).random);
    parameters.set(from.tensors.parameters!.data);
  } else random.fillNormal(parameters);
  run.append(start());
  if (from) run.append({ type: 'resumed', step: from.step, time: from.time });
  const noise = new Float32Array(parameters.length);
  for (let n = (from?.step ?? 0) + 1; n <= steps; n++) {
    random.fillNormal(noise, 0.1);
    for (let i = 0; i < noise.length; i++) parameters[i] = 0.99 * parameters[i]! + noise[i]!;
    const mean = parameters.reduce((sum, x) => sum + x, 0) / parameters.length;
    run.append(stepEvent(n, { energies: [mean, random.uniform()] }));
    if (n % CHECKPOINT_EVERY !== 0) continue;
    const tensors = { parameters: { shape: [SIZE], data: parameters } };
    await run.saveCheckpoint({ step: n, time: n / 10, tensors, state: { random: random.state } });
    run.append(checkpointEvent(n));
    await saved(n);
  }
}

if (import.meta.main) {
  const run = await openRun(process.argv[2]!);
  run.claim();
  const lines = createInterface({ input: process.stdin });
  const permission = lines[Symbol.asyncIterator]();
  await train(run, Number(process.argv[3]), (n) => {
    process.stdout.write(`checkpoint ${n}\n`);
    return permission.next();
  });
  lines.close();
  await run.close();
}

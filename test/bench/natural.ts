/** What a natural gradient costs: its parts for four fermions, with scores as outer products and multiplied out. */
import { buildAnsatz } from '../../runtime/ansatz/ansatz.ts';
import { initialParameters, parameterViews } from '../../runtime/ansatz/parameters.ts';
import { Trainable } from '../../runtime/ansatz/trainable.ts';
import { openEngine } from '../../runtime/engine/index.ts';
import { Cholesky } from '../../runtime/linear-algebra/cholesky.ts';
import { ScoreEstimator } from '../../runtime/objective/scores.ts';
import { DirectionFinder } from '../../runtime/optimizer/natural/direction.ts';
import { RandomStream } from '../../runtime/random/stream.ts';
import { trap } from '../physics/fermions.ts';
import { median } from './qham.ts';

const PARTICLES = 4;
const WALKERS = 512;
const TIMES = 15;

export async function natural(): Promise<void> {
  const experiment = trap({ particles: PARTICLES, strength: 10, walkers: WALKERS });
  const engine = await openEngine('cpu');
  const ansatz = buildAnsatz(experiment);
  const random = RandomStream.fromSeed(1);
  const parameters = parameterViews(ansatz.parameters, initialParameters(ansatz.parameters, random));
  const walkers = new Float32Array(WALKERS * PARTICLES);
  random.fillNormal(walkers, 1);
  const trainable = new Trainable(ansatz.parameters, () => false);
  const residuals = Float64Array.from({ length: WALKERS }, (_, b) => Math.sin(b));
  const previous = new Float64Array(trainable.count).fill(1e-3);
  console.log(
    `## A natural gradient: ${PARTICLES} fermions, ${trainable.count} parameters, ${WALKERS} walkers, ms (median; fastest; processor time)\n`,
  );
  console.log('| | as outer products | multiplied out |\n|---|---|---|');
  const columns: Record<string, string>[] = [];
  for (const slope of ['scores of walkers', 'scores of parameters'] as const) {
    const estimator = await ScoreEstimator.create({ engine, experiment, ansatz, walkers: WALKERS, trainable, slope });
    const scores = await estimator.measure(parameters, walkers);
    const gram = await scores.gram();
    const cholesky = new Cholesky(WALKERS);
    const finder = new DirectionFinder();
    const options = { momentum: 0.9, damping: 1e-3, space: 'walkers' } as const;
    columns.push({
      scores: await timed(() => estimator.measure(parameters, walkers)),
      OOᵀ: await timed(() => scores.gram()),
      Ov: await timed(() => scores.times(previous)),
      Oᵀa: await timed(() => scores.transposeTimes(residuals)),
      'Cholesky decomposition': await timed(() => cholesky.factor(gram, 1)),
      'direction, all of this but the scores': await timed(() =>
        finder.find({ scores, residuals, importance: null }, previous, options),
      ),
    });
    await estimator.dispose();
  }
  for (const [name, value] of Object.entries(columns[0]!)) console.log(`| ${name} | ${value} | ${columns[1]![name]} |`);
  console.log('');
  await engine.dispose();
}

/** Wall-clock times after a first call, and the processor time of all threads together. */
async function timed(run: () => unknown): Promise<string> {
  await run();
  const walls: number[] = [];
  const processor: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const [began, used] = [performance.now(), process.cpuUsage()];
    await run();
    walls.push(performance.now() - began);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1000);
  }
  return [median(walls), Math.min(...walls), median(processor)].map((ms) => ms.toFixed(1)).join('; ');
}

import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildAnsatz } from '../../runtime/ansatz/ansatz.ts';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import type { EventOf, Shape } from '../../runtime/events.ts';
import type { Experiment } from '../../runtime/experiment.ts';
import { Shapes } from '../../runtime/observe/shapes.ts';
import { RandomStream } from '../../runtime/random/stream.ts';
import { startTraining } from '../../runtime/train/training.ts';
import { exp, multiply, number, over, particle, square, trap } from './fermions.ts';
import { experimentOf } from './programs.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

const WALKERS = 20_000;

/**
 * The shapes of an ansatz whose network is zero everywhere, over walkers with independent normal coordinates.
 * @param samples of as many walkers each
 */
async function shapesOf(experiment: Experiment, dimension: number, std: number, samples = 1): Promise<Shape[]> {
  const ansatz = buildAnsatz(experiment);
  const zeros = Object.fromEntries(
    ansatz.parameters.map(({ name, shape }) => [name, new Float32Array(shape.reduce((a, b) => a * b, 1))]),
  );
  const random = RandomStream.fromSeed(5);
  const draw = () => {
    const walkers = new Float32Array(WALKERS * dimension);
    random.fillNormal(walkers, std);
    return walkers;
  };
  const shapes = await Shapes.create(engine, experiment, ansatz);
  try {
    const walkers = draw();
    if (samples === 1) return await shapes.look(zeros, walkers);
    const gathered = await shapes.gather(walkers);
    for (let sample = 0; sample < samples; sample++) await gathered.add(draw());
    return await gathered.shapes(zeros, walkers);
  } finally {
    await shapes.dispose();
  }
}

/** Mean square of the distances from the density that it has exactly, n(x) = exp(−x²)/√π, in error bars. */
function misfit(density: Shape): number {
  return density.at.reduce((sum, x, i) => {
    const n = Math.exp(-x * x) / Math.sqrt(Math.PI);
    // The mean over a bin differs from the value at its middle by n″·width²/24.
    const mean = n * (1 + ((4 * x * x - 2) * width(density) ** 2) / 24);
    return sum + ((density.values[i]! - mean) / Math.max(density.errors![i]!, 1e-4)) ** 2 / density.at.length;
  }, 0);
}

const GAUSSIAN = 'N = mlp { hidden = [4]; activation = silu }\n  psi = exp(N(r) - |r|^2 / 2)';
const width = ({ at }: Shape) => at[1]! - at[0]!;

it('the ground state of the oscillator has the density, the wave function and the potential that it has exactly', async () => {
  const shapes = await shapesOf(await experimentOf({ dimension: 3, ansatz: GAUSSIAN }), 3, Math.SQRT1_2);
  expect(shapes.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['density r', 'wave_function 0', 'potential ']);
  const [density, psi, potential] = shapes as [Shape, Shape, Shape];
  expect(misfit(density)).toBeGreaterThan(0.4);
  expect(misfit(density)).toBeLessThan(1.7);
  const top = Math.max(...psi.at.map((x) => Math.exp((-x * x) / 2)));
  psi.at.forEach((x, i) => {
    expect(psi.values[i]).toBeCloseTo(Math.exp((-x * x) / 2) / top, 4);
    expect(potential.values[i]).toBeCloseTo((x * x) / 2, 3);
  });
  expect(psi.at[0]).toBeLessThan(-1.5);
  expect(psi.at.at(-1)).toBeGreaterThan(1.5);
});

it('densities of sixteen samples have error bars four times smaller, and are right within them', async () => {
  const experiment = await experimentOf({ dimension: 3, ansatz: GAUSSIAN });
  const [one] = await shapesOf(experiment, 3, Math.SQRT1_2);
  const [all] = await shapesOf(experiment, 3, Math.SQRT1_2, 16);
  const whole = ({ errors }: Shape) => errors!.reduce((sum: number, error) => sum + error!, 0);
  expect(whole(one!) / whole(all!)).toBeCloseTo(4, 0);
  expect(misfit(all!)).toBeGreaterThan(0.4);
  expect(misfit(all!)).toBeLessThan(1.7);
});

it('pairs of particles are counted once each, and a cut moves one of them while the others stay', async () => {
  // Three bosons without interaction on a line, each in the ground state.
  const half = multiply(number(0.5), over(['i'], 3, square({ kind: 'norm', of: particle('i') })));
  const psi = exp({ kind: 'negate', of: half });
  const experiment = trap({ particles: 3, statistics: 'bosons', blocks: [], psi });
  const shapes = await shapesOf(experiment, 3, Math.SQRT1_2);
  expect(shapes.map(({ kind }) => kind)).toEqual(['density', 'pair_density', 'wave_function', 'potential']);
  const [density, pairs, cut, potential] = shapes as [Shape, Shape, Shape, Shape];
  const whole = (shape: Shape) => shape.values.reduce((sum: number, value) => sum + value! * width(shape), 0);
  expect(whole(density)).toBeCloseTo(3, 1);
  expect(whole(pairs)).toBeCloseTo(3, 1);
  // x_i − x_j is normal with variance 1.
  pairs.at.forEach((r, i) => {
    const expected = 3 * Math.sqrt(2 / Math.PI) * Math.exp((-r * r) / 2);
    expect(Math.abs(pairs.values[i]! - expected)).toBeLessThan(5 * Math.max(pairs.errors![i]!, 0.002));
  });
  const first = new Float32Array(3);
  RandomStream.fromSeed(5).fillNormal(first, Math.SQRT1_2);
  const top = Math.max(...cut.at.map((x) => Math.exp((-x * x) / 2)));
  cut.at.forEach((x, i) => {
    expect(cut.values[i]).toBeCloseTo(Math.exp((-x * x) / 2) / top, 4);
    expect(potential.values[i]).toBeCloseTo((x * x + first[1]! ** 2 + first[2]! ** 2) / 2, 3);
  });
});

it('a run shows its state some twenty times, after its last step and from all of its evaluation, the same for every number of threads', async () => {
  const experiment = await experimentOf({ dimension: 1, ansatz: GAUSSIAN, steps: 50 });
  const shown = async (on: Engine) => {
    const run = await startTraining(experiment, on, { runPath: null });
    const shapes: Omit<EventOf<'shapes'>, 'time'>[] = [];
    for await (const event of run.events())
      if (event.type === 'shapes') {
        const { time, ...shown } = event;
        expect(time).toBeGreaterThan(0);
        shapes.push(shown);
      }
    return shapes;
  };
  const [two, one] = [engine, await openEngine('cpu', { threads: 1 })];
  const seen = await shown(two);
  const { samples } = experiment.schedule.evaluation;
  expect(seen.map(({ step }) => step)).toEqual([...Array.from({ length: 16 }, (_, i) => 3 * (i + 1)), 50, 50]);
  expect(seen.map((event) => event.samples)).toEqual([...Array(17).fill(undefined), samples]);
  expect(await shown(one)).toEqual(seen);
  await one.dispose();
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAnsatz } from '../../runtime/ansatz/ansatz.ts';
import { initialParameters, parameterCount, parameterViews } from '../../runtime/ansatz/parameters.ts';
import { Trainable } from '../../runtime/ansatz/trainable.ts';
import { inFloat64 } from '../../runtime/engine/float64-engine.ts';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import { MomentsEstimator } from '../../runtime/hamiltonian/moments.ts';
import { penalty, penaltyOf } from '../../runtime/objective/penalty.ts';
import { RandomStream } from '../../runtime/random/stream.ts';
import { experimentOf } from './programs.ts';

let cpu: Engine;
beforeAll(async () => {
  cpu = await openEngine('cpu');
});
afterAll(() => cpu.dispose());

const NETWORK =
  'N = mlp { hidden = [6]; activation = sin; output = sin; init = normal(std = 0.5); bias_init = fan_in }';

/** Loss and gradient of a small network at fixed walkers, as a function of the parameters. */
async function lossAt(objective: string, states: number, walkerCount: number) {
  const experiment = await experimentOf({
    dimension: 2,
    ansatz: `${NETWORK}\n  psi = N(r) * exp(-|r|^2 / 2)`,
    sampler: `walkers = ${walkerCount}; sweeps = 5`,
    objective,
    train: `states = ${states}`,
  });
  const spec = experiment.schedule.phases[0]!.objective;
  if (spec.kind !== 'penalty') throw new Error('this test is about the penalty objective');
  const engine = inFloat64(cpu);
  const ansatz = buildAnsatz(experiment);
  const random = RandomStream.fromSeed(3);
  const start = initialParameters(ansatz.parameters, random);
  const walkers = new Float32Array(walkerCount * 2);
  random.fillNormal(walkers, 0.8);
  const estimator = await MomentsEstimator.create(engine, experiment, ansatz, walkerCount);
  const trainable = new Trainable(ansatz.parameters, () => false);
  const context = { engine, experiment, ansatz, walkers: walkerCount, trainable, slope: 'gradient' as const };
  const objectiveAt = await penalty.prepare(spec, context);
  return {
    start,
    count: parameterCount(ansatz.parameters),
    async at(values: Float32Array) {
      const parameters = parameterViews(ansatz.parameters, values);
      const moments = await estimator.measure(parameters, walkers, null, objectiveAt.moments ?? undefined);
      const { slope, ...descent } = await objectiveAt.descend(parameters, walkers, moments);
      if (slope.kind !== 'gradient') throw new Error('the penalty objective gives gradients');
      return { moments, ...descent, gradient: slope.gradient };
    },
  };
}

describe('the penalty objective', () => {
  it.each([
    'residual(1) + normalization(1) + orthogonality(40) + energy(1)',
    'residual(2)',
    'normalization(3)',
    'orthogonality(5)',
    'energy(1)',
    'squared(residual(1) + normalization(1) + orthogonality(40) + energy(1))',
  ])('has the gradient of %s that finite differences give', (objective) => compareGradient(objective, 3));

  // Near its nodes the local energy of a single state changes fast.
  it('has that gradient for one state too', () => compareGradient('residual(1) + energy(1)', 1, 2 ** -12));

  async function compareGradient(objective: string, states: number, step = 2 ** -9): Promise<void> {
    // 100 walkers: the last block is padded.
    const loss = await lossAt(objective, states, 100);
    const { gradient } = await loss.at(loss.start);
    const scale = Math.max(...gradient.map(Math.abs));
    for (let i = 0; i < loss.count; i += 4) {
      const moved = (by: number) => {
        const values = loss.start.slice();
        values[i]! += by;
        return values;
      };
      const [above, below] = [moved(step), moved(-step)];
      const rise = (await loss.at(above)).loss - (await loss.at(below)).loss;
      const slope = rise / (above[i]! - below[i]!);
      expect(Math.abs(slope - gradient[i]!) / scale, `parameter ${i}`).toBeLessThan(2e-3);
    }
  }

  it('cannot see the overall norm: the n_m add up to the number of states', async () => {
    const loss = await lossAt('normalization(1)', 4, 257);
    const { moments } = await loss.at(loss.start);
    expect(moments.norms.reduce((a, b) => a + b, 0)).toBeCloseTo(4, 5);
  });

  it('has the published terms', () => {
    const moments = {
      norms: Float64Array.of(0.5, 1.5),
      overlaps: Float64Array.of(0.5, 0.3, 0.3, 1.5),
      energies: Float64Array.of(1, 3),
      variances: Float64Array.of(0.2, 0.4),
      shifted: Float64Array.of(0, 0),
      local: null,
      weights: null,
    };
    const spec = {
      kind: 'penalty',
      residual: 1,
      normalization: 1,
      orthogonality: 40,
      energy: 1,
      squared: false,
    } as const;
    const { loss, terms } = penaltyOf(spec, moments);
    expect(terms.R).toBeCloseTo(0.6, 12);
    expect(terms.A).toBeCloseTo(0.5, 12);
    expect(terms.B).toBeCloseTo(0.09 / 0.75, 12);
    expect(terms.E).toBe(4);
    expect(loss).toBeCloseTo(0.6 + 0.5 + 40 * 0.12 + 4, 12);
    expect(penaltyOf({ ...spec, squared: true }, moments).loss).toBeCloseTo(loss ** 2, 10);
  });
});

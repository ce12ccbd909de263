/** Scores of whole wave functions against finite differences of ln|ψ|. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnsatzModel, buildAnsatz } from '../../runtime/ansatz/ansatz.ts';
import { initialParameters, parameterViews } from '../../runtime/ansatz/parameters.ts';
import { Trainable } from '../../runtime/ansatz/trainable.ts';
import { inFloat64 } from '../../runtime/engine/float64-engine.ts';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import { type Experiment, walkerDimension } from '../../runtime/experiment.ts';
import { ScoreEstimator, scoreGraph } from '../../runtime/objective/scores.ts';
import { RandomStream } from '../../runtime/random/stream.ts';
import { finishGraph, GraphBuilder, input } from '../../runtime/tensor/index.ts';
import { trap } from './fermions.ts';
import { experimentOf } from './programs.ts';

let cpu: Engine;
let engine: Engine;
beforeAll(async () => {
  cpu = await openEngine('cpu');
  engine = inFloat64(cpu);
});
afterAll(() => cpu.dispose());

const WALKERS = 5;
/** Of finite differences, fourth order. */
const STEP = 2 ** -11;

/** ln|ψ| at the walkers, as a function of all parameters. */
async function logPsi(experiment: Experiment, ansatz: AnsatzModel, walkers: Float32Array) {
  const builder = new GraphBuilder();
  const shape = [WALKERS, walkerDimension(experiment.hamiltonian.space)];
  const { log } = ansatz.logPsi(builder, input(builder, 'walkers', shape));
  const session = await engine.compile(finishGraph({ log }));
  return {
    at: async (values: Float32Array) =>
      (await session.run(parameterViews(ansatz.parameters, values), [{ walkers }]))[0]!.log!,
    dispose: () => session.dispose(),
  };
}

const SYSTEMS: Record<string, () => Promise<Experiment>> = {
  'a dense network': () => experimentOf({ ansatz: 'N = mlp { hidden = [5] }\n  psi = exp(-|r|^2/2) * (N(r) + 3)' }),
  'four fermions': async () => trap({ particles: 4, hidden: 6 }),
  'three fermions in two determinants': async () => trap({ particles: 3, hidden: 4, determinants: 2 }),
};

describe.each(Object.keys(SYSTEMS))('scores of %s', (name) => {
  it.each(['scores of walkers', 'scores of parameters'] as const)('are the derivatives of ln|ψ|: %s', async (slope) => {
    const experiment = await SYSTEMS[name]!();
    const ansatz = buildAnsatz(experiment);
    const random = RandomStream.fromSeed(4);
    // Multiples of a step, so that float32 holds them moved by steps exactly.
    const values = initialParameters(ansatz.parameters, random).map((v) => STEP * Math.round(v / STEP));
    const walkers = new Float32Array(WALKERS * walkerDimension(experiment.hamiltonian.space));
    random.fillNormal(walkers, 1);
    const trainable = new Trainable(ansatz.parameters, () => false);
    // Kept as outer products as if there were few parameters to a walker.
    const context = { engine, experiment, ansatz, walkers: WALKERS, trainable, slope };
    const estimator = await ScoreEstimator.create(context);
    const scores = await estimator.measure(parameterViews(ansatz.parameters, values), walkers);
    const psi = await logPsi(experiment, ansatz, walkers);
    for (let k = 0; k < trainable.count; k += 3) {
      const at = (steps: number) => {
        const moved = values.slice();
        moved[k]! += steps * STEP;
        return psi.at(moved);
      };
      const [far, below, above, beyond] = [await at(-2), await at(-1), await at(1), await at(2)];
      const column = await scores.times(Float64Array.from({ length: trainable.count }, (_, i) => (i === k ? 1 : 0)));
      for (let b = 0; b < WALKERS; b++) {
        const numeric = (8 * (above[b]! - below[b]!) - (beyond[b]! - far[b]!)) / (12 * STEP);
        expect(Math.abs(column[b]! - numeric)).toBeLessThan(1e-5 * (1 + Math.abs(numeric)));
      }
    }
    await Promise.all([estimator.dispose(), psi.dispose()]);
  });
});

it('scores of a layer that particles share are kept as outer products where that is cheaper', () => {
  const experiment = trap({ particles: 4, hidden: 64, walkers: 512 });
  const ansatz = buildAnsatz(experiment);
  const context = { experiment, ansatz, walkers: 512, slope: 'scores of walkers' as const };
  const all = scoreGraph({ ...context, trainable: new Trainable(ansatz.parameters, () => false) }, 64);
  expect(all.parts).toContainEqual({ kind: 'outer', at: 192, terms: 4, rows: 64, columns: 64 });
  // Frozen layers are differentiated neither by themselves nor on the way: 264 parameters are left.
  const frozen = new Trainable(ansatz.parameters, ({ name }) => name.startsWith('B.'));
  const rest = scoreGraph({ ...context, trainable: frozen }, 64);
  expect(frozen.count).toBe(264);
  expect(rest.parts.every(({ at }) => at < 264)).toBe(true);
  expect(rest.graph.nodes.length).toBeLessThan(all.graph.nodes.length);
});

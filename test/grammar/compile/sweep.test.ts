import { parseProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';
import { parseSweepPlan } from '../../../runtime/sweep/plan.ts';
import { file } from '../marked.ts';

const TRAIN = 'train Ground = Trap(D = 2) with Net using Plain';
const withSweeps = (sweeps: string, more = '') =>
  parseProgram(`${file({ train: `${more}\n${TRAIN} ${more ? '{ start from Other }' : ''}` })}\n${sweeps}`, 'a.qham');
const OTHER = 'train Other = Trap with Net using Plain';

describe('a sweep', () => {
  it('is one experiment a value, which differ in the parameter alone and say their names', async () => {
    const program = await withSweeps('sweep Curve = Ground over D in [1, 3..4 step 1]');
    expect(program.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(program.sweeps).toEqual([{ name: 'Curve', train: 'Ground', parameter: 'D' }]);
    const { points, ...plan } = program.sweep('Curve');
    expect(plan).toEqual({ name: 'Curve', train: 'Ground', parameter: 'D', chain: false });
    for (const { value, experiment } of points) {
      expect(experiment.train).toBe(`Curve(D = ${value})`);
      expect(experiment.start_from).toBeNull();
      const alone = program.experiment('Ground', { set: { D: value } });
      expect({ ...experiment, train: 'Ground', source: alone.source }).toEqual(alone);
    }
    expect(points.map(({ value }) => value)).toEqual([1, 3, 4]);
  });

  it('is chained point by point, the first as its train says', async () => {
    const program = await withSweeps('sweep Curve = Ground over D in [1, 2, 3] { chain; seed = 9 }', OTHER);
    const { points, chain } = program.sweep('Curve');
    expect(chain).toBe(true);
    expect(points.map(({ experiment }) => experiment.start_from)).toEqual(['Other', 'Curve(D = 1)', 'Curve(D = 2)']);
    expect(new Set(points.map(({ experiment }) => experiment.seed))).toEqual(new Set([9]));
    const asked = program.sweep('Curve', { seed: 4 }).points.map(({ experiment }) => experiment.seed);
    expect(new Set(asked)).toEqual(new Set([4]));
  });

  it('goes over a parameter of the file wherever that is used, and leaves it as it was', async () => {
    const text = file({
      hamiltonian: 'hamiltonian Trap(D = 1) { particle r in R^D; H = -1/2 * ∇²[r] + k/2 * |r|^2 }',
      schedule: 'schedule Plain { phase main { optimizer adam { learning_rate = k/100 }; steps = 10 } }',
    });
    const program = await parseProgram(`param k = 7\n${text}\nsweep Springs = Ground over k in [1, 2]`, 'a.qham');
    const rates = ({ schedule }: ReturnType<typeof program.experiment>) => schedule.phases[0]!.optimizer.learning_rate;
    expect(program.sweep('Springs').points.map(({ experiment }) => rates(experiment))).toEqual([0.01, 0.02]);
    const terms = program.sweep('Springs').points.map(({ experiment }) => JSON.stringify(experiment.hamiltonian.terms));
    expect(terms[0]).not.toBe(terms[1]);
    expect(rates(program.experiment('Ground'))).toBe(0.07);
  });

  it('has values without the rounding errors of steps in its names', async () => {
    const program = await withSweeps('sweep Curve = Ground over D in [1..2 step 1]');
    const plan = program.sweep('Curve');
    expect(parseSweepPlan(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
    const fine = await parseProgram(
      `param k = 1\n${file()}\nsweep Curve = Ground over k in [0.1..0.3 step 0.1]`,
      'a.qham',
    );
    expect(fine.sweep('Curve').points.map(({ experiment }) => experiment.train)).toEqual([
      'Curve(k = 0.1)',
      'Curve(k = 0.2)',
      'Curve(k = 0.3)',
    ]);
  });

  it.each([
    [{ points: [] }, 'at least one point'],
    [{ name: '' }, 'name'],
    [{ points: [{ value: null, experiment: {} }] }, 'points.0.value'],
    [{ points: [{ value: 1, experiment: {} }] }, 'format'],
  ])('is not read back where it is damaged: %j', async (change, message) => {
    const plan = (await withSweeps('sweep Curve = Ground over D in [1]')).sweep('Curve');
    expect(() => parseSweepPlan({ ...plan, ...change })).toThrow(message);
  });
});

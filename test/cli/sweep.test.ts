import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../runtime/events.ts';
import { oscillator } from './programs.ts';
import { folderWith, qham, startQham } from './qham.ts';
import { eventsIn, numbersIn } from './run-numbers.ts';

/** ψ = exp(−ω r²/2) but for a network that begins as good as 0, so that E = ω/2 whatever the walkers are. */
const exact = `units oscillator
param omega = 1

hamiltonian Oscillator {
  particle r in R^1
  H = -1/2 * ∇²[r] + 1/2 * omega^2 * |r|^2
}
ansatz Gaussian {
  N = mlp { hidden = [4]; output = none; init = normal(std = 1e-6) }
  psi = exp(N(r) - omega * |r|^2 / 2)
}
schedule Short {
  sampler metropolis { walkers = 64; sweeps = 3 }
  phase main { optimizer sgd { learning_rate = 1e-6 }; steps = 2 }
  evaluate { walkers = 64; samples = 20; sweeps = 2 }
}
train Ground = Oscillator with Gaussian using Short { expect energy matches exact within 0.01% }
sweep Curve = Ground over omega in [0.5..1.5 step 0.5, 4]
`;

/** Points of 30 slow steps each: time to stop one in the middle. */
const slow = (sweep: string) =>
  oscillator({ steps: 30, extra: sweep })
    .replace('Oscillator(D = 1)', 'Oscillator(D = 1, omega = 1)')
    .replace('1/2 * |r|^2', '1/2 * omega^2 * |r|^2')
    .replace('sweeps = 3', 'sweeps = 400');

const folder = folderWith({
  'exact.qham': exact,
  'chain.qham': slow('sweep Chain = Ground over omega in [1, 1.5, 2] { chain }'),
  'fails.qham': oscillator({
    learningRate: 'rate',
    extra: 'param rate = 0.01\nsweep Rates = Ground over rate in [0.01, 1e30, 0.02] { chain }\n',
  }),
  'started.qham': oscillator({
    steps: 3,
    extra:
      'train Second = Oscillator with Small using Short { start from Ground }\nsweep Seeds = Second over D in [1] { seed = 7 }\n',
  }),
});
const run = (args: string[]) => qham(['run', ...args], { cwd: folder });

/** The only folder below a folder. */
function onlyIn(out: string): string {
  const names = readdirSync(join(folder, out));
  expect(names).toHaveLength(1);
  return join(out, names[0]!);
}

const pointsOf = (sweep: string) =>
  readdirSync(join(folder, sweep), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'figures')
    .map(({ name }) => name)
    .sort();

describe('qham run of a sweep', () => {
  it('trains every value in a run folder of its own and ends with E = ω/2 for each, in a table', async () => {
    const { code, stdout, stderr } = await run(['exact.qham', 'Curve', '--out', 'exact']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const table = stdout.slice(stdout.lastIndexOf('Curve  Ground over omega'));
    for (const omega of [0.5, 1, 1.5, 4]) {
      const [, energy, known] =
        new RegExp(`^ +${omega} +(\\S+)\\(\\d+\\) +(\\S+) .* ✓ +converged$`, 'm').exec(table) ?? [];
      expect(Number(energy)).toBeCloseTo(omega / 2, 5);
      expect(Number(known)).toBe(omega / 2);
    }
    const sweep = onlyIn('exact');
    expect(pointsOf(sweep)).toEqual(['1-omega=0.5', '2-omega=1', '3-omega=1.5', '4-omega=4']);
    const rows = readFileSync(join(folder, sweep, 'sweep.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(rows).toHaveLength(5);
    expect(rows[0]).toBe('omega,state,energy,error,variance,reference,verdict,promises,status,run');
    for (const row of rows.slice(1)) {
      const [omega, state, energy] = row.split(',').map(Number);
      expect(state).toBe(0);
      expect(energy).toBeCloseTo(omega! / 2, 5);
    }
    const figure = readFileSync(join(folder, sweep, 'figures/energy.svg'), 'utf8');
    expect(figure.match(/<circle/g)).toHaveLength(4);

    // The same from its folder.
    const list = await qham(['list', 'exact'], { cwd: folder });
    expect(list.stdout).toMatch(/Curve-\d+-\d+ +finished +4 of 4 points$/m);
    expect(list.stdout).toMatch(/1-omega=0\.5 +finished +2 +0\.25\S* +\S.* ✓$/m);
    const [listed] = JSON.parse((await qham(['list', 'exact', '--json'], { cwd: folder })).stdout);
    expect(listed).toMatchObject({ sweep: 'Curve', parameter: 'omega', status: 'finished', resumable: false });
    expect(listed.points.map(({ value }: { value: number }) => value)).toEqual([0.5, 1, 1.5, 4]);
    expect((await qham(['show', sweep], { cwd: folder })).stdout).toBe(table);
    const again = await qham(['resume', sweep, '--json'], { cwd: folder });
    expect(again).toMatchObject({ code: 0, stderr: `${sweep} is finished: nothing is left to train\n` });
    expect(JSON.parse(again.stdout)).toHaveLength(4);
  });

  it('gives --json an array, in the order of the values', async () => {
    const { code, stdout } = await run(['exact.qham', 'Curve', '--json', '--out', 'json']);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    const points = JSON.parse(stdout);
    expect(points.map(({ value }: { value: number }) => value)).toEqual([0.5, 1, 1.5, 4]);
    for (const { sweep, parameter, value, train, energies, expectations, run } of points) {
      expect({ sweep, parameter, train }).toEqual({
        sweep: 'Curve',
        parameter: 'omega',
        train: `Curve(omega = ${value})`,
      });
      expect(energies[0]).toBeCloseTo(value / 2, 5);
      expect(expectations).toMatchObject([{ verdict: 'pass' }]);
      expect(existsSync(join(run, 'experiment.json'))).toBe(true);
    }
  });

  it('trains first what its train starts from, beside the sweep and with its own seed', async () => {
    expect((await run(['started.qham', 'Seeds', '--out', 'started'])).code).toBe(0);
    const [ground, sweep] = readdirSync(join(folder, 'started')).sort();
    expect([ground, sweep]).toEqual([expect.stringMatching(/^Ground-/), expect.stringMatching(/^Seeds-/)]);
    const [start, transfer] = eventsIn(join(folder, 'started', sweep!, '1-D=1'));
    expect(start).toMatchObject({ type: 'start', train: 'Seeds(D = 1)', seed: 7 });
    expect(transfer).toMatchObject({ type: 'transfer', from: 'Ground' });
  });

  it('goes on after a point that fails, from the last one that did not, and ends with 3', async () => {
    const { code, stdout, stderr } = await run(['fails.qham', 'Rates', '--out', 'fails']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/is not finite/);
    expect(stdout).toMatch(/^ +1e\+30 +failed$/m);
    const sweep = onlyIn('fails');
    const last = join(folder, sweep, pointsOf(sweep)[2]!);
    expect(eventsIn(last)[1]).toMatchObject({ type: 'transfer', from: 'Rates(rate = 0.01)' });
    expect(eventsIn(last).at(-1)!.type).toBe('result');
    expect(readFileSync(join(folder, sweep, 'sweep.csv'), 'utf8')).toContain('\n1e+30,,,,,,,,failed,2-rate=1e+30\n');
  });

  it.each([
    [['chain.qham', 'Chian'], 'no train ‘Chian’: did you mean Chain?'],
    [['chain.qham', 'Chain', 'Ground'], 'Chain is a sweep: run it by itself, qham run chain.qham Chain'],
    [['chain.qham', 'Chain', '--set', 'omega=3'], '--set omega=3: Chain is over omega and gives it its values'],
    [['chain.qham', 'Chain', '--set', 'omgea=3'], 'parameter ‘omgea’'],
  ])('refuses %j with 2 and trains nothing', async (args, message) => {
    const { code, stdout, stderr } = await run([...args, '--out', 'refused']);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });
});

describe('a sweep that was interrupted', () => {
  const second = (event: EventOf<'start'>) => event.train === 'Chain(omega = 1.5)';

  it('goes on after kill -9 and after Ctrl-C at the point where it was, to the same numbers', async () => {
    expect((await run(['chain.qham', 'Chain', '--out', 'unbroken'])).code).toBe(0);
    const killed = startQham(['run', 'chain.qham', 'Chain', '--events', '--out', 'killed'], { cwd: folder });
    await killed.event('start', second);
    killed.child.kill('SIGKILL');
    await killed.finished;
    const sweep = onlyIn('killed');
    expect(pointsOf(sweep)).toHaveLength(2);
    const list = await qham(['list', 'killed'], { cwd: folder });
    expect(list.stdout).toMatch(/Chain-\d+-\d+ +interrupted +1 of 3 points$/m);

    const resumed = startQham(['resume', sweep, '--events'], { cwd: folder });
    expect(await resumed.event('start')).toMatchObject({ train: 'Chain(omega = 1.5)' });
    await resumed.event('step');
    resumed.child.kill('SIGINT');
    const stopped = await resumed.finished;
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain(`resume with: qham resume ${sweep}\n`);

    const { code, stdout } = await qham(['resume', sweep, '--json'], { cwd: folder });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).map(({ value }: { value: number }) => value)).toEqual([1, 1.5, 2]);
    const unbroken = onlyIn('unbroken');
    expect(pointsOf(sweep)).toEqual(pointsOf(unbroken));
    for (const point of pointsOf(sweep))
      expect(numbersIn(join(folder, sweep, point))).toEqual(numbersIn(join(folder, unbroken, point)));
    expect(readFileSync(join(folder, sweep, 'sweep.csv'), 'utf8')).toBe(
      readFileSync(join(folder, unbroken, 'sweep.csv'), 'utf8'),
    );
  });
});

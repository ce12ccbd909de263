import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { oscillator } from './programs.ts';
import { execute, folderWith, LAUNCHER, parseEvents, qham } from './qham.ts';

const expectations = 'expect energy = 0.5 within 50%';
const folder = folderWith({
  'one.qham': oscillator({ body: expectations }),
  'two.qham': oscillator({ extra: 'train Excited = Oscillator(D = 2) with Small using Short\n' }),
  'wrong.qham': oscillator({ body: 'expect energy = 3 within 1%' }),
  'hopeless.qham': oscillator({ learningRate: '1e30' }),
  'vast.qham': oscillator({ hidden: '[10^6, 10^6]' }),
  'broken.qham': oscillator().replace('|r|^2\n}', '|q|^2\n}'),
  'none.qham': oscillator().split('train Ground')[0]!,
  'a-file': 'not a folder',
});
const run = (args: string[], env?: NodeJS.ProcessEnv) => qham(['run', ...args], { cwd: folder, ...(env && { env }) });

describe('qham run', () => {
  it('trains the only train and ends with a table, in plain lines where nobody watches', async () => {
    const { code, stdout, stderr } = await run(['one.qham', '--out', 'plain']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('\r');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toMatch(/^Ground: 1 state, 20 steps, 128 walkers, \d+ parameters, seed 1$/m);
    expect(stdout).toMatch(/^Ground {2}20\/20 {2}E = \d\.\d+\(\d+\) {2}acceptance \d+%/m);
    expect(stdout).toMatch(/^ {6}0 {2}0\.\d+\(\d+\) +0\.5 +\+\d+\.\d σ$/m);
    expect(stdout).toContain(`  ✓ ${expectations}`);
    const [name] = readdirSync(join(folder, 'plain'));
    expect(stdout).toContain(`in ${join('plain', name!)}`);
  });

  it.each([
    ['spins.qham', 'Critical', 'train Critical: this kind of training is not available yet: lattice spins'],
    ['nuclei.qham', 'H2', 'train H2: this kind of training is not available yet: spins of particles'],
    [
      'levels.qham',
      'Levels3D',
      'train Levels3D: this kind of training is not available yet: the subspace of several states',
    ],
    ['inverse.qham', 'Coulomb', 'inverse Coulomb: this kind of training is not available yet: unknown potentials'],
  ])('says in one line what of %s cannot be trained yet', async (file, name, message) => {
    const { code, stdout, stderr } = await run([join(import.meta.dirname, '../../examples', file), name]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(`error: ${message}`);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('refuses what the machine has no memory for before anything is written', async () => {
    const { code, stderr } = await run(['vast.qham', '--out', 'vast']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/error: train Ground needs about \d+ GB of memory, .*: a smaller network needs less\.\n$/);
    expect(existsSync(join(folder, 'vast'))).toBe(false);
  });

  it('prints exactly one object with --json', async () => {
    const { code, stdout, stderr } = await run(['one.qham', '--json', '--steps', '7', '--out', 'json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    // Phrases are for editors.
    expect(stdout).not.toContain('"said"');
    const summary = JSON.parse(stdout);
    expect(Object.keys(summary).sort()).toEqual([
      'device',
      'energies',
      'errors',
      'expectations',
      'run',
      'seconds',
      'steps',
      'train',
      'variance',
      'verdict',
    ]);
    expect(summary).toMatchObject({
      train: 'Ground',
      steps: 7,
      expectations: [{ text: expectations, verdict: 'pass' }],
    });
    expect(summary.device).toContain('ONNX Runtime');
    for (const list of [summary.energies, summary.errors, summary.variance]) {
      expect(list).toHaveLength(1);
      expect(list[0]).toBeGreaterThan(0);
    }
    expect(summary.energies[0]).toBeGreaterThan(0.5 - 6 * summary.errors[0]);
    expect(existsSync(join(summary.run, 'summary.json'))).toBe(true);
  });

  it('prints the lines of events.jsonl with --events', async () => {
    const { code, stdout } = await run(['one.qham', '--events', '--out', 'events']);
    expect(code).toBe(0);
    const events = parseEvents(stdout);
    expect(events[0]).toMatchObject({ type: 'start', train: 'Ground', steps: 20 });
    expect(events.filter((event) => event.type === 'step').map((event) => event.step)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
    expect(events.at(-1)!.type).toBe('result');
    const [name] = readdirSync(join(folder, 'events'));
    expect(readFileSync(join(folder, 'events', name!, 'events.jsonl'), 'utf8')).toBe(stdout);
  });

  it('trains several, and gives --json an array', async () => {
    const { code, stdout } = await run(['two.qham', 'Excited', 'Ground', '--json', '--steps', '2', '--out', 'several']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).map(({ train }: { train: string }) => train)).toEqual(['Excited', 'Ground']);
    expect(readdirSync(join(folder, 'several')).map((name) => name.split('-')[0])).toEqual(['Excited', 'Ground']);
  });

  it('gives a parameter another value', async () => {
    const { stdout } = await run(['one.qham', '--set', 'D=3', '--seed', '5', '--steps', '1', '--json', '--out', 'set']);
    const { experiment } = JSON.parse(readFileSync(join(JSON.parse(stdout).run, 'experiment.json'), 'utf8'));
    expect(experiment).toMatchObject({
      seed: 5,
      hamiltonian: { parameters: { D: 3 }, space: { particles: [{ dimension: 3 }] } },
    });
  });

  it('gives the same numbers to the last bit with the same seed and threads', async () => {
    const energies = async (seed: string, out: string) =>
      JSON.parse((await run(['one.qham', '--threads', '2', '--seed', seed, '--json', '--out', out])).stdout).energies;
    const first = await energies('4', 'first');
    expect(await energies('4', 'second')).toEqual(first);
    expect(await energies('5', 'third')).not.toEqual(first);
  });

  it('ends with 1 when an expectation fails', async () => {
    const { code, stdout } = await run(['wrong.qham', '--out', 'wrong']);
    expect(code).toBe(1);
    expect(stdout).toContain('  ✗ expect energy = 3 within 1%: ');
  });

  it('ends with 3 when a number is not finite, and keeps the last good state', async () => {
    const { code, stdout, stderr } = await run(['hopeless.qham', '--json', '--out', 'hopeless']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/error: step \d+: .* is not finite/);
    expect(JSON.parse(stdout)).toMatchObject({ energies: [], stopped: { reason: 'failed' } });
    const [name] = readdirSync(join(folder, 'hopeless'));
    expect(existsSync(join(folder, 'hopeless', name!, 'checkpoint.safetensors'))).toBe(true);
  });

  it.each([
    [['two.qham'], 'two.qham has several trains; say which:\n  qham run two.qham Ground\n  qham run two.qham Excited'],
    [['two.qham', 'Exited'], 'no train ‘Exited’: did you mean Excited?'],
    [['two.qham', 'Zzz'], 'no train ‘Zzz’: it has Ground, Excited'],
    [['one.qham', 'D=3'], 'write --set D=3'],
    [['one.qham', '--set', 'DD=3'], 'parameter ‘DD’'],
    [['one.qham', '--set', 'D=-1'], 'error[QH'],
    [['none.qham'], 'none.qham has no train'],
    [['missing.qham'], 'there is no such file'],
    [['broken.qham'], '1 error; nothing was trained'],
  ])('refuses %j with 2 and trains nothing', async (args, message) => {
    const { code, stdout, stderr } = await run([...args, '--out', 'refused']);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });

  it('ends with 4 for a device that is not there', async () => {
    const { code, stderr } = await run(['one.qham', '--device', 'quantum', '--out', 'refused']);
    expect(stderr).toContain('there is no device "quantum"; there are auto, cpu');
    expect(code).toBe(4);
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });

  it('ends with 4 where the run folder cannot be made', async () => {
    const { code, stderr } = await run(['one.qham', '--out', 'a-file/runs']);
    expect(stderr).toMatch(/^error: cannot start the run “Ground” in a-file\/runs: /);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(4);
  });

  it('writes a folder that list and show read', async () => {
    const { stdout } = await run(['one.qham', '--json', '--out', 'shown']);
    const { run: path, energies } = JSON.parse(stdout);
    const list = await qham(['list', 'shown', '--json'], { cwd: folder });
    expect(JSON.parse(list.stdout)).toMatchObject([
      { name: basename(path), status: 'finished', train: 'Ground', energies },
    ]);
    const table = await qham(['list', 'shown'], { cwd: folder });
    expect(table.stdout).toMatch(
      new RegExp(
        `^${join('shown', basename(path))} +finished +20 +0\\.\\d+\\(\\d+\\) +(converged|still falling) +✓$`,
        'm',
      ),
    );
    const show = await qham(['show', path], { cwd: folder });
    expect(show.stdout).toContain('Ground  finished');
    expect(show.stdout).toMatch(/energy {2}\d\.\d+ [▁▂▃▄▅▆▇█]{20} \d\.\d+/);
    expect(show.stdout).toContain(`  ✓ ${expectations}`);
    const shown = (await qham(['show', path, '--json'], { cwd: folder })).stdout;
    expect(shown + list.stdout).not.toContain('"said"');
    const json = JSON.parse(shown);
    expect(json).toMatchObject({
      status: 'finished',
      train: 'Ground',
      energies,
      steps: 20,
      experiment: { train: 'Ground' },
    });
  });
});

describe('qham list', () => {
  it('says that there is nothing', async () => {
    expect(await qham(['list'], { cwd: folder })).toMatchObject({ code: 0, stdout: 'no runs in .qham/runs\n' });
    expect(await qham(['list', '--json'], { cwd: folder })).toMatchObject({ code: 0, stdout: '[]\n' });
  });
});

describe('a disk that takes no more', () => {
  it('ends the run with 4, with what was saved whole, and no stack', async () => {
    const program = oscillator({ steps: 1_000_000 });
    const folder = folderWith({ 'endless.qham': program });
    const args = [process.execPath, LAUNCHER, 'run', 'endless.qham', '--out', 'runs'];
    const { code, stderr } = await execute('sh', ['-c', 'ulimit -f 64; exec "$@"', 'sh', ...args], folder);
    expect(stderr).toContain('the file would be larger than allowed here');
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(4);
    const [run] = JSON.parse((await qham(['list', 'runs', '--json'], { cwd: folder })).stdout);
    expect(run.status).not.toBe('running');
  });
});

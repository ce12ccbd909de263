import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../runtime/events.ts';
import { oscillator } from './programs.ts';
import { type Finished, folderWith, qham, type Running, startQham } from './qham.ts';
import { eventsIn, numbersIn } from './run-numbers.ts';

/** Far more steps than a test waits for. */
const endless = oscillator({ steps: 1_000_000 });
const folder = folderWith({
  'endless.qham': endless,
  // The first step of this takes minutes.
  'slow.qham': endless.replace('sweeps = 3', 'burn_in = 10000000'),
  // Steps and samples of a few hundredths of a second: time enough to stop it in the middle.
  'short.qham': oscillator({ steps: 30 })
    .replace('sweeps = 3', 'sweeps = 1000')
    .replace('samples = 20; sweeps = 2', 'samples = 20; sweeps = 2000'),
  // Samples for several steps of Langevin moves that find their own number, a stopping rule, observables, another's parameters.
  'chain.qham': oscillator({
    steps: 60,
    extra: `
schedule Everything {
  sampler langevin { walkers = 128; sweeps = auto; burn_in = auto; acceptance = 60%; reweight { most = 4; least = 1; s = 1e-2 } }
  phase first {
    optimizer adam { learning_rate = 0.01 }
    steps = 60
    stop when converged { window = 10; slope = 1; slope_change = 1; drift = 1; variance = 1; spread = 1; hits = 3; misses = 0 }
  }
  phase second { optimizer adam { learning_rate = 0.001 }; steps = 10 }
  evaluate { walkers = 128; samples = 20; sweeps = auto }
}
train Weak = Oscillator with Small using Short
train Strong = Oscillator with Small using Everything { start from Weak; observe density(r, bins = 20, range = -3..3) }
`,
  }),
});

function start(out: string, ...more: string[]): Running {
  return startQham(['run', 'endless.qham', '--events', '--out', out, ...more], { cwd: folder });
}

const isStep = (n: number) => (event: EventOf<'step'>) => event.step === n;

/** The only run folder below a folder. */
function onlyRun(out: string): string {
  const names = readdirSync(join(folder, out));
  expect(names).toHaveLength(1);
  return join(out, names[0]!);
}

const eventsOf = (run: string) => eventsIn(join(folder, run));
const numbersOf = (run: string) => numbersIn(join(folder, run));

function expectStopped({ code, stderr }: Finished, out: string): number {
  expect(code).toBe(130);
  const run = onlyRun(out);
  expect(stderr).toContain(`resume with: qham resume ${run}\n`);
  expect(existsSync(join(folder, run, 'checkpoint.safetensors'))).toBe(true);
  const [checkpoint, interrupted] = eventsOf(run).slice(-2) as [EventOf<'checkpoint'>, EventOf<'interrupted'>];
  expect(checkpoint.type).toBe('checkpoint');
  expect(interrupted).toMatchObject({ type: 'interrupted', step: checkpoint.step });
  return interrupted.step;
}

describe('a run that is asked to stop', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s: ends after its step with a checkpoint', async (signal) => {
    const running = start(signal);
    await running.event('step', isStep(3));
    running.child.kill(signal);
    expect(expectStopped(await running.finished, signal)).toBeGreaterThanOrEqual(3);
  });

  it('leaves at once at the second Ctrl-C', async () => {
    const running = startQham(['run', 'slow.qham', '--events', '--out', 'twice'], { cwd: folder });
    await running.event('start');
    running.child.kill('SIGINT');
    // Until it is gone: signals within the same moment count as one.
    const again = setInterval(() => running.child.kill('SIGINT'), 500);
    const { code, stderr } = await running.finished;
    clearInterval(again);
    expect(code).toBe(130);
    expect(stderr).toContain('stopping after this step');
    expect(stderr).not.toContain('stopped after step');
  });

  it('stops when its parent is gone, with --parent-pipe', async () => {
    const running = start('parent', '--parent-pipe');
    await running.event('step', isStep(2));
    running.child.stdin.end();
    expectStopped(await running.finished, 'parent');
  });

  it('does not mind a closed stdin without --parent-pipe', async () => {
    const running = start('no-parent');
    running.child.stdin.end();
    await running.event('step', isStep(5));
    running.child.kill('SIGINT');
    expectStopped(await running.finished, 'no-parent');
  });

  it('stops in good order when nobody reads its stdout any more', async () => {
    const running = start('reader');
    await running.event('step', isStep(2));
    running.child.stdout.destroy();
    const { code, stderr } = await running.finished;
    expect(code).toBe(130);
    expect(stderr).not.toContain('EPIPE');
    expect(eventsOf(onlyRun('reader')).at(-1)!.type).toBe('interrupted');
  });

  it('says so in its --json object', async () => {
    const running = startQham(['run', 'endless.qham', '--json', '--out', 'json'], { cwd: folder });
    await untilFile(join(folder, 'json'), running);
    running.child.kill('SIGINT');
    const { code, stdout } = await running.finished;
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ train: 'Ground', energies: [], stopped: { reason: 'interrupted' } });
  });
});

/** Waits until a run folder is there: its process listens to signals by then. */
async function untilFile(path: string, running: Running): Promise<void> {
  let ended = false;
  running.finished.finally(() => {
    ended = true;
  });
  while (!existsSync(path)) {
    if (ended) throw new Error(`ended before it made ${path}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('qham resume', () => {
  it('goes on after Ctrl-C to the same result as an unbroken run, to the last bit', async () => {
    const unbroken = await qham(['run', 'short.qham', '--out', 'unbroken'], { cwd: folder });
    expect(unbroken.code).toBe(0);
    const running = startQham(['run', 'short.qham', '--events', '--out', 'stopped'], { cwd: folder });
    await running.event('step', isStep(3));
    running.child.kill('SIGINT');
    expectStopped(await running.finished, 'stopped');
    const resumed = await qham(['resume', onlyRun('stopped'), '--json'], { cwd: folder });
    expect(resumed).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(resumed.stdout).steps).toBe(30);
    expect(numbersOf(onlyRun('stopped'))).toEqual(numbersOf(onlyRun('unbroken')));
  });

  it('goes on after kill -9 in the middle of a step, again and again', async () => {
    const stopAt = async (step: number, running: Running, signal: NodeJS.Signals) => {
      await running.event('step', (event) => event.step >= step);
      running.child.kill(signal);
      return running.finished;
    };
    expect((await stopAt(10, start('killed'), 'SIGKILL')).signal).toBe('SIGKILL');
    const run = onlyRun('killed');
    const resume = () => startQham(['resume', run, '--events'], { cwd: folder });
    // Each leaves a checkpoint for the next one, which is killed behind it.
    for (const step of [20, 600]) {
      expect((await stopAt(step, resume(), 'SIGINT')).code).toBe(130);
      const { step: kept } = eventsOf(run).at(-1) as EventOf<'interrupted'>;
      const killed = resume();
      expect(await killed.event('resumed')).toMatchObject({ step: kept });
      expect((await stopAt(kept + 10, killed, 'SIGKILL')).signal).toBe('SIGKILL');
    }
    const { step: last } = eventsOf(run).findLast((event) => event.type === 'checkpoint')!;
    expect((await stopAt(last + 20, resume(), 'SIGINT')).code).toBe(130);
    expect((await stopAt(last + 40, start('whole'), 'SIGINT')).code).toBe(130);

    const numbers = numbersOf(run).slice(0, -1);
    expect(numbers.length).toBeGreaterThan(last + 20);
    const compared = Math.min(numbers.length, numbersOf(onlyRun('whole')).length - 1);
    expect(compared).toBeGreaterThan(last + 20);
    expect(numbers.slice(0, compared)).toEqual(numbersOf(onlyRun('whole')).slice(0, compared));
    const history = readFileSync(join(folder, run, 'history.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(history.slice(1).map((row) => Number.parseInt(row, 10))).toEqual(
      eventsOf(run).flatMap((event) => (event.type === 'step' ? [event.step] : [])),
    );
  });

  it('repeats the evaluation of a run that was killed in it', async () => {
    const running = startQham(['run', 'short.qham', '--events', '--out', 'evaluating'], { cwd: folder });
    await running.event('evaluation');
    running.child.kill('SIGKILL');
    await running.finished;
    const run = onlyRun('evaluating');
    expect((await qham(['resume', run], { cwd: folder })).code).toBe(0);
    await qham(['run', 'short.qham', '--out', 'evaluated'], { cwd: folder });
    expect(numbersOf(run)).toEqual(numbersOf(onlyRun('evaluated')));
  });

  it('goes on exactly with everything that a schedule can ask for, after SIGKILL and without the run it started from', async () => {
    const whole = await qham(['run', 'chain.qham', 'Strong', '--out', 'chain'], { cwd: folder });
    expect(whole.stdout).toMatch(/starts from Weak .*: carried over N\.weight1/);
    const [strong, weak] = readdirSync(join(folder, 'chain')).sort();
    const running = startQham(['run', 'chain.qham', 'Strong', '--events', '--out', 'chain'], { cwd: folder });
    await running.event('step', isStep(25));
    running.child.kill('SIGKILL');
    await running.finished;
    rmSync(join(folder, 'chain', weak!), { recursive: true });
    const killed = readdirSync(join(folder, 'chain')).find((name) => name !== strong && name !== weak)!;
    expect((await qham(['resume', join('chain', killed)], { cwd: folder })).code).toBe(0);
    const numbers = numbersOf(join('chain', killed));
    expect(numbers).toEqual(numbersOf(join('chain', strong!)));
    const types = new Set(eventsOf(join('chain', killed)).map(({ type }) => type));
    for (const type of ['transfer', 'burn_in', 'sweeps', 'stopped', 'result']) expect(types).toContain(type);
    expect(readdirSync(join(folder, 'chain', killed, 'figures'))).toEqual(['density-r.svg']);
    expect(readFileSync(join(folder, 'chain', killed, 'observables', 'density-r.csv'), 'utf8')).toBe(
      readFileSync(join(folder, 'chain', strong!, 'observables', 'density-r.csv'), 'utf8'),
    );
  });

  it('says a finished run’s result again', async () => {
    const { stdout } = await qham(['run', 'short.qham', '--json', '--out', 'finished'], { cwd: folder });
    const again = await qham(['resume', onlyRun('finished'), '--json'], { cwd: folder });
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('is finished: nothing is left to train');
    expect(JSON.parse(again.stdout)).toEqual(JSON.parse(stdout));
  });

  it('keeps its hands off a run that another process trains', async () => {
    const running = start('held');
    await running.event('step', isStep(1));
    const other = await qham(['resume', onlyRun('held')], { cwd: folder });
    expect(other.code).toBe(2);
    expect(other.stderr).toMatch(/is being trained by process \d+/);
    running.child.kill('SIGINT');
    expectStopped(await running.finished, 'held');
    const list = await qham(['list', 'held'], { cwd: folder });
    expect(list.stdout).toContain('interrupted');
    const show = await qham(['show', onlyRun('held')], { cwd: folder });
    expect(show.stdout).toContain(`resume with: qham resume ${onlyRun('held')}`);
  });
});

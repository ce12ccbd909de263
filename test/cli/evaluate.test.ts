import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../runtime/events.ts';
import { oscillator } from './programs.ts';
import { folderWith, parseEvents, qham } from './qham.ts';

describe('qham evaluate', () => {
  const folder = folderWith({ 'one.qham': oscillator({ steps: 5 }) });
  const train = async (...more: string[]): Promise<string> =>
    JSON.parse((await qham(['run', 'one.qham', '--json', '--out', 'runs', ...more], { cwd: folder })).stdout).run;
  const results = (run: string) =>
    parseEvents(readFileSync(join(run, 'events.jsonl'), 'utf8')).filter(
      (event): event is EventOf<'result'> => event.type === 'result',
    );
  const summaryOf = (run: string) => JSON.parse(readFileSync(join(run, 'summary.json'), 'utf8')).ending;

  it('goes on where the evaluation of the run ended, and keeps the old result', async () => {
    const run = await train();
    const [first] = results(run);
    const samples = first!.samples!;
    const same = await qham(['evaluate', run, '--samples', String(samples), '--json'], { cwd: folder });
    expect(same.stderr).toBe('');
    // The same samples: the same numbers to the last bit.
    expect(JSON.parse(same.stdout).energies).toEqual(first!.energies);
    expect(JSON.parse(same.stdout).errors).toEqual(first!.errors);
    const checkpoint = readFileSync(join(run, 'checkpoint.safetensors'));
    const { code, stdout } = await qham(['evaluate', run], { cwd: folder });
    expect(code).toBe(same.code);
    expect(stdout).toContain('energy');
    const [again, more] = results(run).slice(1);
    expect(results(run)[0]).toEqual(first);
    expect(again!.energies).toEqual(first!.energies);
    expect(more!.samples).toBe(4 * samples);
    expect(more!.errors[0]!).toBeLessThan(0.75 * first!.errors[0]!);
    expect(Math.abs(more!.energies[0]! - first!.energies[0]!)).toBeLessThan(5 * first!.errors[0]!);
    expect(summaryOf(run)).toEqual(more);
    expect(readFileSync(join(run, 'checkpoint.safetensors')).equals(checkpoint)).toBe(true);
    const shown = (await qham(['show', run], { cwd: folder })).stdout;
    expect(shown.match(/evaluated before with/g)).toHaveLength(2);
    expect(JSON.parse((await qham(['show', run, '--json'], { cwd: folder })).stdout).energies).toEqual(more!.energies);
  });

  it('refuses what is no finished run, and says how to get one', async () => {
    const { code, stderr } = await qham(['evaluate', 'runs/nothing'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('there is no run at');
  });
});

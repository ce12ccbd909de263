import { describe, expect, it } from 'vitest';
import { oscillator } from './programs.ts';
import { folderWith, qham } from './qham.ts';

describe('qham compare', () => {
  const folder = folderWith({ 'one.qham': oscillator({ steps: 5 }) });
  const train = async (...more: string[]): Promise<string> =>
    JSON.parse((await qham(['run', 'one.qham', '--json', '--out', 'runs', ...more], { cwd: folder })).stdout).run;

  it('says how far energies are apart and what differs, as a table and as JSON', async () => {
    const first = await train('--seed', '1');
    const second = await train('--seed', '2', '--steps', '3');
    const { code, stdout } = await qham(['compare', first, second], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(/finished +0\.\d+\(\d+\) {2}\([+-]\d\.\d+\(\d+\), \d\.\d σ\)/);
    expect(stdout).toContain('what differs\n  seed 1 → 2\n');
    expect(stdout).toContain('  main steps 5 → 3\n');
    const json = JSON.parse((await qham(['compare', first, second, '--json'], { cwd: folder })).stdout);
    const [a, b] = json.runs;
    expect(json.differences[0].value).toBeCloseTo(b.energies[0] - a.energies[0], 12);
    expect(json.differences[0].error).toBeCloseTo(Math.hypot(a.errors[0], b.errors[0]), 12);
    expect(json.changes).toContainEqual({ what: 'seed', values: ['1', '2'] });
  });

  it('says which run cannot be read', async () => {
    const { code, stderr } = await qham(['compare', 'nowhere', 'runs'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('there is no run at');
  });
});

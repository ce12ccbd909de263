import { describe, expect, it } from 'vitest';
import { judgeSelfTest } from '../../runtime/cli/self-test.ts';
import packageJson from '../../runtime/package.json' with { type: 'json' };
import { qham } from './qham.ts';

describe('qham doctor', () => {
  it('shows versions and devices, and trains a known system', async () => {
    const { code, stdout } = await qham(['doctor']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^qham +${packageJson.version}$`, 'm'));
    expect(stdout).toMatch(/^node +\d+\./m);
    expect(stdout).toMatch(new RegExp(`^onnxruntime +${packageJson.dependencies['onnxruntime-node']}$`, 'm'));
    expect(stdout).toMatch(/^ {2}✓ cpu {9}ONNX Runtime/m);
    for (const device of ['webgpu', 'cuda', 'tensorflow'])
      expect(stdout).toMatch(new RegExp(`^ {2}[✓–] ${device} `, 'm'));
    expect(stdout).toMatch(/^ {2}✓ E = 0\.5\d*\(\d+\), exact 0\.5, /m);
  });

  it('says the same to programs', async () => {
    const { code, stdout } = await qham(['doctor', '--json']);
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      healthy: true,
      versions: { qham: packageJson.version },
      selfTest: { exact: 0.5, fault: null },
    });
    expect(report.devices.map(({ device }: { device: string }) => device)).toEqual([
      'cpu',
      'webgpu',
      'cuda',
      'tensorflow',
    ]);
    expect(report.machine.cores).toBeGreaterThan(0);
  });
});

describe('the verdict on the self-test', () => {
  it.each([
    [0.5003, 0.0002, null],
    [0.4999, 0.0002, null],
    [0.5, null, null],
    [0.49, 0.0002, 'the energy is 50 error bars below the exact one'],
    [0.52, 0.0002, 'the training did not find the ground state'],
    [Number.NaN, 0.1, 'the energy is not finite'],
  ])('%f ± %f: %s', (energy, error, fault) => {
    expect(judgeSelfTest(energy, error)).toBe(fault);
  });
});

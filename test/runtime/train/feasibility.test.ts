import { describe, expect, test } from 'vitest';
import { assertFeasible, Infeasible } from '../../../runtime/train/feasibility.ts';
import { memoryNeeded } from '../../../runtime/train/memory.ts';
import { experimentOf } from '../../physics/programs.ts';

const experiment = () => experimentOf({ ansatz: 'N = mlp { hidden = [8] }\n  psi = exp(N(r) - |r|^2 / 2)' });
const SPRING = {
  kind: 'spring' as const,
  learning_rate: 0.1,
  damping: 1e-3,
  momentum: 0.9,
  norm_constraint: null,
  space: 'auto' as const,
};

describe('before a run', () => {
  test('fewer walkers than states are refused', async () => {
    const few = await experiment();
    few.states = 600;
    expect(() => assertFeasible(few, 41)).toThrow(Infeasible);
    expect(() => assertFeasible(few, 41)).toThrow('512 walkers cannot tell 600 states apart');
    few.states = 512;
    expect(() => assertFeasible(few, 41)).not.toThrow();
  });

  test('memory beyond the machine is refused, with what it is for', async () => {
    const large = await experiment();
    large.schedule.sampler.walkers = 200_000;
    large.schedule.phases[0]!.optimizer = SPRING;
    // 200,000 walkers × 9,000 parameters × 4 bytes.
    expect(memoryNeeded(large, 9000).scores).toBe(7.2e9);
    expect(() => assertFeasible(large, 9000, 8e9)).toThrow(
      /needs about 8\.\d GB of memory, and there are 8 GB\. The most is for the derivatives of ln\|ψ\| at every walker \(7\.2 GB\)/,
    );
    expect(() => assertFeasible(large, 9000, 64e9)).not.toThrow();
    const wide = await experiment();
    expect(() => assertFeasible(wide, 1e10, 64e9)).toThrow(
      /the parameters .* \(280 GB\): a smaller network needs less\.$/,
    );
  });

  test('what everybody trains fits', async () => {
    const usual = await experiment();
    expect(() => assertFeasible(usual, 8712, 4e9)).not.toThrow();
  });
});

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseProgram } from '../../runtime/compile/index.ts';
import type { Experiment } from '../../runtime/experiment.ts';
import { createRun } from '../../runtime/store/index.ts';
import { META } from '../runtime/store/sample.ts';
import { folderWith, qham } from './qham.ts';

const PROGRAM = `units oscillator

hamiltonian Pair(V0 = 1, A = 2) {
  particles x: A fermions in R^1
  H = sum(i) (-1/2 * ∇²[i] + 1/2 * x[i]^2) + sum(i<j) V0 * exp(-(x[i] - x[j])^2)
}
hamiltonian Gas {
  particles x: 2 bosons in R^1
  H = sum(i) (-1/2 * ∇²[i] + 1/2 * x[i]^2)
}
ansatz Net { B = equivariant { layers = 2; hidden = 8 }; psi = det(orbitals(B) * gaussian_envelope(x)) }
ansatz Symmetric { B = equivariant { layers = 2; hidden = 8 }; psi = product(orbitals(B) * gaussian_envelope(x)) }
schedule Fast {
  sampler metropolis { walkers = 64; sweeps = 3 }
  phase main { optimizer spring; steps = 3 }
  evaluate { walkers = 64; samples = 5 }
}
train Ground = Pair with Net using Fast
train Other = Gas with Symmetric using Fast
train Wrong = Pair with Net using Fast { start from Other }
`;
const folder = folderWith({ 'a.qham': PROGRAM });

describe('qham run', () => {
  it('refuses a coupling that is beyond all numbers before anything is trained', async () => {
    const { code, stderr } = await qham(['run', 'a.qham', 'Ground', '--set', 'V0=1e39', '--out', 'beyond'], {
      cwd: folder,
    });
    expect(stderr).toContain('train Ground: V0 = 1e+39 is beyond the numbers that training computes with');
    expect(code).toBe(2);
  });

  it('names a coupling that makes energies diverge, and keeps the last good state', async () => {
    const { code, stderr } = await qham(['run', 'a.qham', 'Ground', '--set', 'V0=1e30', '--out', 'strong'], {
      cwd: folder,
    });
    expect(stderr).toMatch(/error: step 1: .* is not finite.*\. With V0 = 1e\+30 energies leave the range of numbers/);
    expect(code).toBe(3);
    const [run] = readdirSync(join(folder, 'strong'));
    expect(existsSync(join(folder, 'strong', run!, 'checkpoint.safetensors'))).toBe(true);
  });

  it('refuses to start from a run of another system', async () => {
    const { code, stderr } = await qham(['run', 'a.qham', 'Wrong', '--json', '--out', 'wrong'], { cwd: folder });
    expect(stderr).toContain(
      'Wrong cannot start from Other, which is another system: its particles are bosons, not fermions',
    );
    expect(code).toBe(2);
  });
});

/** The folder of a run that has not begun, with an experiment that somebody has changed by hand. */
async function handMade(change: (experiment: Experiment) => void): Promise<string> {
  const experiment = (await parseProgram(PROGRAM, 'a.qham')).experiment('Ground');
  change(experiment);
  const run = await createRun(join(folder, 'by-hand'), experiment, META);
  await run.close();
  return run.folder;
}

describe('an experiment.json made by hand', () => {
  it.each([
    [
      'freezes a block that is not there',
      ({ schedule }: Experiment) => {
        schedule.phases[0]!.freeze = ['Q'];
      },
      /error: phase main freezes Q, but the ansatz has the blocks B, /,
    ],
    [
      'has fewer walkers than states',
      (experiment: Experiment) => {
        experiment.states = 3;
        experiment.schedule.sampler.walkers = 2;
      },
      /error: train Ground: 2 walkers cannot tell 3 states apart\. Give the sampler many more walkers/,
    ],
    [
      'needs more memory than there is',
      ({ schedule }: Experiment) => {
        schedule.sampler.walkers = 2e9;
      },
      /error: train Ground needs about \d+ GB of memory, and there are \d+ GB\. The most is for .*: fewer walkers, .* need less/,
    ],
  ])('%s: says so and ends with 2', async (_, change, message) => {
    const { code, stderr } = await qham(['resume', await handMade(change)], { cwd: folder });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(2);
  });
});

/** Transfer and freezing as a user sees them: which blocks carried over, what is frozen, and where the time went. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Finished, folderWith, qham } from './qham.ts';

const PROGRAM = `units oscillator

hamiltonian Trap(A = 4, V0 = 5) {
  particles x: A fermions in R^1
  H = sum(i) (-1/2 * ∇²[i] + 1/2 * x[i]^2) + sum(i<j) V0 * exp(-(x[i] - x[j])^2)
}
ansatz Net { B = equivariant { layers = 2; hidden = 8 }; Phi = orbitals(B) * gaussian_envelope(x); psi = det(Phi) }
schedule Short {
  sampler metropolis { walkers = 64; sweeps = 3; start = cloud(1) }
  phase main { optimizer spring; steps = 4 }
  evaluate { walkers = 64; samples = 5 }
}
train Pair   = Trap(A = 2) with Net using Short
train Grown  = Trap with Net using Short { start from Pair; freeze B }
train Strong = Trap(V0 = 10) with Net using Short { start from Grown }
`;
const folder = folderWith({ 'a.qham': PROGRAM });

let strong: Finished;
beforeAll(async () => {
  strong = await qham(['run', 'a.qham', 'Strong', '--out', 'runs'], { cwd: folder });
});

/** What is printed about one of the three, from its heading to the next. */
const about = (train: string) =>
  strong.stdout.split(/^(?=\w+: 1 state)/m).find((part) => part.startsWith(`${train}:`))!;
const runOf = (train: string) =>
  join('runs', readdirSync(join(folder, 'runs')).find((name) => name.startsWith(train))!);

describe('a chain of transfers', () => {
  it('trains what it starts from first, and says of particle transfer what fits and what begins afresh', () => {
    expect(strong.code).toBe(0);
    expect(about('Grown')).toContain(
      `starts from Pair (${runOf('Pair')}): carried over B.weight1, B.bias1, B.weight2, B.bias2: 160 values; ` +
        'afresh Phi.orbitals.weight, Phi.orbitals.bias, Phi.gaussian_envelope.width: 40 values',
    );
  });

  it('carries everything over to another coupling', () => {
    expect(about('Strong')).toMatch(/^starts from Grown .* 200 values; afresh none$/m);
  });

  it('says what freezing saves, and nothing where nothing is frozen', () => {
    const saving = 'phase main trains 40 of 200 parameters: the other 80.0 % are frozen and cost no gradient';
    expect(about('Grown')).toContain(saving);
    expect(about('Strong')).not.toContain('frozen');
  });

  it('is shown with its time by section, and with what was frozen', async () => {
    const { code, stdout } = await qham(['show', '--profile', runOf('Grown')], { cwd: folder });
    expect(code).toBe(0);
    const [title, frozen, ...table] = stdout.trimEnd().split('\n');
    expect(title).toBe('time of 4 steps, new samples in 4 of them');
    expect(frozen).toMatch(/^phase main trains 40 of 200 parameters/);
    const rows = table.map((line) => line.trim().split(/\s+/)[0]);
    expect(rows).toEqual(['section', 'sampling', 'energy', 'gradient', 'optimizer', 'other', 'total']);
    const { stdout: json } = await qham(['show', '--profile', '--json', runOf('Grown')], { cwd: folder });
    const { steps, seconds } = JSON.parse(json) as { steps: number; seconds: Record<string, number> };
    expect(steps).toBe(4);
    for (const section of ['sampling', 'energy', 'gradient', 'optimizer']) expect(seconds[section]!).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import { folderWith, qham } from './qham.ts';

const PROGRAM = `units oscillator
hamiltonian T(k = 2, D = 3) {
  particle r in R^D
  H = -1/(2*4) * ∇²[r] + k * |r|^2 - r[1]
}
ansatz A { N = mlp { hidden = [32, 32] }; psi = N(r) * exp(-|r|^2) }
schedule S { phase main { steps = 10 } }
train G = T(k = 3) with A using S
train Both = T with A using S { seed = 5 }
`;

const cwd = folderWith({ 'a.qham': PROGRAM, 'broken.qham': PROGRAM.replace('|r|', '|q|') });
const EXAMPLES = new URL('../../examples/', import.meta.url).pathname;

interface Explained {
  train: string;
  is: string;
  points: number | null;
  settings: { owner: string; key: string; value: string; line: number | null; reason: string | null }[];
  hamiltonian: { name: string; terms: { text: string; is: string }[]; symmetries: string[] } | null;
  cost: { parameters: number; steps: number; seconds: number; bytes: number } | null;
  unavailable: string | null;
}

describe('qham explain', () => {
  const explain = async (...parts: string[]) => {
    const { code, stdout, stderr } = await qham(['explain', ...parts, '--json'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as Explained[];
  };

  it('says of every setting where it comes from', async () => {
    const [explained] = await explain('a.qham', 'G');
    const find = (owner: string, key: string) =>
      explained!.settings.find((setting) => setting.owner === owner && setting.key === key);
    expect(find('hamiltonian T', 'k')).toMatchObject({ value: '3', line: 8, reason: null });
    expect(find('hamiltonian T', 'D')).toMatchObject({ value: '3', line: 2 });
    expect(find('mlp N', 'hidden')).toMatchObject({ value: '[32, 32]', line: 6 });
    expect(find('phase main', 'steps')).toMatchObject({ value: '10', line: 7 });
    expect(find('metropolis', 'walkers')).toMatchObject({
      value: '1024',
      line: null,
      reason: expect.stringContaining('3 %'),
    });
    expect(find('adam (phase main)', 'beta1')).toMatchObject({ value: '0.9', line: null });
    expect(find('evaluate', 'samples')).toMatchObject({ line: null });
    expect(explained!.settings.every(({ line, reason }) => (line === null) === (reason !== null))).toBe(true);
  });

  it('shows the terms of H with masses and symmetries, and counts parameters', async () => {
    const [explained] = await explain('a.qham', 'G');
    const { terms, symmetries } = explained!.hamiltonian!;
    expect(terms[0]).toEqual({ text: '-1/(2*4) * ∇²[r]', is: 'kinetic energy of r, mass 4' });
    expect(terms.map(({ is }) => is).slice(1)).toEqual(Array(2).fill('potential of one particle at a time'));
    // The field along the first axis breaks both.
    expect(symmetries).toEqual([]);
    // 3 → 32 → 32 → 1, with biases.
    expect(explained!.cost).toMatchObject({ parameters: 3 * 32 + 32 + 32 * 32 + 32 + 32 + 1, steps: 10 });
    expect(explained!.cost!.bytes).toBeGreaterThan(1e8);
  });

  it('knows the exchange symmetry of identical particles, and says what cannot be trained yet', async () => {
    const fermions = await explain(`${EXAMPLES}fermions.qham`);
    const symmetries = fermions.flatMap(({ hamiltonian }) => hamiltonian?.symmetries ?? []);
    expect(symmetries).toContain('antisymmetric in the particles x');
    expect(symmetries).toContain('parity');
    const spins = await explain(`${EXAMPLES}spins.qham`);
    expect(spins.every(({ cost, unavailable }) => (cost === null) === (unavailable !== null))).toBe(true);
  });

  it('writes out energies with a name, with the numbers of the box, though none of them can be trained yet', async () => {
    const { code, stdout } = await qham(['explain', `${EXAMPLES}electrons.qham`, 'Fluid'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('kinetic = sum(i) -1/2 * ∇²[i]');
    expect(stdout).toContain('(4π/L³) Σ_{k≠0} exp(-k²/4α²) cos(k·r)/k²');
    // 14 electrons of radius 2: L³ = 14·(4π/3)·8.
    expect(stdout).toContain('L     = 7.77026, ξ = -0.3651483 = -2.837297/L');
    const run = await qham(['run', `${EXAMPLES}electrons.qham`, 'Fluid'], { cwd });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('this kind of training is not available yet: periodic boxes');
  });

  it('explains a sweep by its values and its train', async () => {
    const [sweep] = await explain(`${EXAMPLES}fermions.qham`, 'Curve');
    const [ground] = await explain(`${EXAMPLES}fermions.qham`, 'Ground');
    // −20, −15 … 20
    expect(sweep).toMatchObject({ is: 'sweep', points: 9, cost: ground!.cost, hamiltonian: ground!.hamiltonian });
    expect(sweep!.settings).toEqual(expect.arrayContaining(ground!.settings));
    const own = sweep!.settings.filter(({ owner }) => owner === 'sweep Curve');
    expect(own.map(({ key, value }) => [key, value])).toEqual([
      ['V0', '[-20..20 step 5]'],
      ['chain', 'yes'],
      ['seed', 'that of the train'],
    ]);
  });

  it('explains an inverse problem, though none can be trained yet', async () => {
    const [inverse] = await explain(`${EXAMPLES}inverse.qham`);
    const unavailable = 'inverse Coulomb: this kind of training is not available yet: unknown potentials';
    expect(inverse).toMatchObject({ train: 'Coulomb', is: 'inverse', cost: null, unavailable });
    const find = (owner: string, key: string) =>
      inverse!.settings.find((setting) => setting.owner === owner && setting.key === key);
    expect(find('inverse Coulomb', 'state')).toMatchObject({ value: 'Hydrogen1s' });
    expect(find('mlp U', 'hidden')).toMatchObject({ value: '[64, 64]' });
    expect(find('mpnn', 'weight')).toMatchObject({ value: '10' });
    expect(find('mpnn', 'sampling')).toMatchObject({ line: null, reason: expect.stringContaining('nothing is known') });
  });

  it('says what H adds up where its training does not exist yet', async () => {
    const [ising] = await explain(`${EXAMPLES}spins.qham`, 'Critical');
    expect(ising!.hamiltonian).toMatchObject({ name: 'Ising' });
    expect(ising!.hamiltonian!.terms).toEqual([
      { text: '-sum(<i,j>) σz[i]*σz[j]', is: 'operator of spins' },
      { text: '-h * sum(i) σx[i]', is: 'operator of spins' },
    ]);
    const [deuteron] = await explain(`${EXAMPLES}nuclei.qham`, 'H2');
    expect(deuteron!.hamiltonian!.terms.map(({ is }) => is)).toEqual(['kinetic energy', 'operator of spins']);
  });

  it('prints all trains of a file for people', async () => {
    const { code, stdout } = await qham(['explain', 'a.qham'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^train G\n[\s\S]*\ntrain Both\n/);
    expect(stdout).toMatch(/ {2}seed +5 +a\.qham:9\n/);
    expect(stdout).toMatch(/1217 parameters, 10 steps\nabout \d+:\d\d on \d+ cores? and \d+ MB/);
  });

  it('shows what is wrong with a broken file, and which trains there are', async () => {
    const broken = await qham(['explain', 'broken.qham'], { cwd });
    expect(broken).toMatchObject({ code: 2, stdout: '' });
    expect(broken.stderr).toContain('broken.qham:4:');
    const wrong = await qham(['explain', 'a.qham', 'Bath'], { cwd });
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain('did you mean Both?');
  });
});

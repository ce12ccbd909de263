import { parseProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';

/** A program among other files of a folder that exists only here. */
async function check(files: Record<string, string>, main = '/project/runs/main.qham') {
  const read = async (path: string) => {
    const text = files[path];
    if (text === undefined) throw new Error(`no file ${path}`);
    return text;
  };
  return parseProgram(files[main]!, main, read);
}

const SYSTEM = `units oscillator
param stiffness = 2
potential trap(r; k = stiffness) = 1/2 * k * r^2
hamiltonian Trap(D = 1) { particle r in R^D; H = -1/2 * ∇²[r] + trap(|r|) }`;
const MAIN = (path: string, use = 'Trap(D = 2)') => `import "${path}"
ansatz Net { N = mlp { }; psi = N(r) * exp(-|r|^2 / 2) }
schedule Plain { phase main { steps = 10 } }
train Ground = ${use} with Net using Plain`;

const codes = async (files: Record<string, string>) => (await check(files)).diagnostics.map(({ code }) => code);

describe('import', () => {
  it.each(['system.qham', './system.qham', '../runs/system.qham', 'deeper/../system.qham'])(
    'finds %s',
    async (path) => {
      const program = await check({ '/project/runs/main.qham': MAIN(path), '/project/runs/system.qham': SYSTEM });
      expect(program.diagnostics).toEqual([]);
      const { hamiltonian } = program.experiment('Ground');
      expect(hamiltonian.space.particles[0]!.dimension).toBe(2);
      // ½ · stiffness · |r|², with the parameter of the imported file.
      expect(JSON.stringify(hamiltonian.terms[1])).toContain('"value":1}');
    },
  );

  it('shows the names of the imported file, and not those that it imports itself', async () => {
    const files = {
      '/project/runs/main.qham': MAIN('middle.qham'),
      '/project/runs/middle.qham': 'import "system.qham"',
      '/project/runs/system.qham': SYSTEM,
    };
    expect(await codes(files)).toContain('QH0101');
  });

  it('QH1403: files that import each other', async () => {
    const program = await check({
      '/project/runs/main.qham': MAIN('system.qham'),
      '/project/runs/system.qham': `import "main.qham"\n${SYSTEM}`,
    });
    expect(program.diagnostics).toMatchObject([
      { code: 'QH1403', message: 'this file imports itself: system.qham → main.qham', range: { start: { line: 1 } } },
    ]);
    const fine = { '/project/runs/main.qham': MAIN('system.qham'), '/project/runs/system.qham': SYSTEM };
    expect(await codes(fine)).toEqual([]);
  });

  it('QH1403: a file that imports itself by its own name', async () => {
    for (const path of ['main.qham', '../runs/main.qham'])
      expect((await check({ '/project/runs/main.qham': `import "${path}"\n${SYSTEM}` })).diagnostics).toMatchObject([
        { code: 'QH1403', message: `this file imports itself: ${path}`, range: { start: { line: 1 } } },
      ]);
  });

  it('QH1404: an imported file that cannot be read', async () => {
    const files = { '/project/runs/main.qham': MAIN('system.qham'), '/project/runs/system.qham': `${SYSTEM} {` };
    expect(await codes(files)).toContain('QH1404');
  });

  it('QH1405: an imported file in other units', async () => {
    const files = {
      '/project/runs/main.qham': `units atomic\n${MAIN('system.qham')}`,
      '/project/runs/system.qham': SYSTEM,
    };
    expect(await codes(files)).toEqual(['QH1405']);
    expect(await codes({ ...files, '/project/runs/main.qham': `units oscillator\n${MAIN('system.qham')}` })).toEqual(
      [],
    );
  });

  it('QH1406: a file imported twice', async () => {
    const files = {
      '/project/runs/main.qham': `import "system.qham"\n${MAIN('system.qham')}`,
      '/project/runs/system.qham': SYSTEM,
    };
    expect(await codes(files)).toEqual(['QH1406']);
  });

  it('reports at the import what only this file makes wrong in the other one', async () => {
    const program = await check({
      '/project/runs/main.qham': MAIN('system.qham', 'Trap(D = 2.5)'),
      '/project/runs/system.qham': SYSTEM,
    });
    expect(program.diagnostics).toMatchObject([
      {
        code: 'QH0507',
        file: '/project/runs/main.qham',
        range: { start: { line: 1 } },
        related: [{ file: '/project/runs/system.qham', range: { start: { line: 4 } } }],
      },
    ]);
  });
});

describe('the library', () => {
  // CODATA 2022: m_N = (938.27208943 + 939.56542194)/2 MeV, m_N/m_e = (1836.152673426 + 1838.68366200)/2, ħc = 197.3269804 MeV·fm.
  it.each([
    ['nuclear', '-ħ^2/(2*mN)', -(197.3269804 ** 2) / (2 * 938.918755685)],
    ['atomic', '-1/(2*mN)', -1 / (1836.152673426 + 1838.683662)],
    ['atomic', '-1/(2*m_e)', -1 / 2],
    ['nuclear', '-ħ^2/(2*m_alpha)', -(197.3269804 ** 2) / (2 * 3727.3794118)],
  ])('has constants in the units of the file: %s, %s', async (units, kinetic, expected) => {
    const text = `units ${units}
hamiltonian Trap { particle r in R^3; H = ${kinetic} * ∇²[r] }
ansatz Net { N = mlp { }; psi = N(r) * exp(-|r|^2) }
schedule Plain { phase main { steps = 10 } }
train Ground = Trap with Net using Plain`;
    const { terms } = (await parseProgram(text, 'a.qham')).experiment('Ground').hamiltonian;
    const { coefficient } = terms[0] as { coefficient: number };
    expect(coefficient / expected).toBeCloseTo(1, 8);
  });

  it('is there without an import, and gives way to names of the file', async () => {
    const text = (own: string) => `units oscillator
${own}hamiltonian Trap { particle x in R; H = -1/2 * ∇²[x] + poschl_teller(x, λ = 3) }
ansatz Net { N = mlp { }; psi = N(x) * exp(-x^2) }
schedule Plain { phase main { steps = 10 } }
train Ground = Trap with Net using Plain`;
    const terms = async (own: string) =>
      JSON.stringify((await parseProgram(text(own), 'a.qham')).experiment('Ground').hamiltonian.terms);
    // −λ(λ + 1) with λ = 3.
    expect(await terms('')).toContain('"value":-12}');
    expect(await terms('potential poschl_teller(x; λ = 1) = λ * x^2\n')).not.toContain('cosh');
  });
});

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkDocument, checkPhysics, createQhamServices, english, type File, type Finding, URI } from '@qham/grammar';
import fc from 'fast-check';
import { loadProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';
import { fallsForever } from '../../grammar/validation/physics/probe/rays.ts';
import { codesOf } from './marked.ts';

const { qham } = createQhamServices();
let count = 0;

async function findingsOf(text: string): Promise<Finding[]> {
  const { workspace } = qham.shared;
  const document = workspace.LangiumDocumentFactory.fromString<File>(text, URI.parse(`qham:/${count++}.qham`));
  await workspace.DocumentBuilder.build([document], { validation: false });
  return [...checkDocument(document), ...(await checkPhysics(document))];
}

/** The text with the first repair of the first finding of that code. */
async function repaired(text: string, code: string): Promise<string> {
  const finding = (await findingsOf(text)).find((candidate) => candidate.code === code);
  const edits = [...(finding?.fixes?.[0]?.edits ?? [])].sort((a, b) => b.offset - a.offset);
  expect(edits, code).not.toHaveLength(0);
  return edits.reduce((result, { offset, end, text: by }) => result.slice(0, offset) + by + result.slice(end), text);
}

describe('the examples', () => {
  const folder = join(import.meta.dirname, '../../examples');
  it('are found sound, but for what they say of themselves', async () => {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.qham'));
    expect(files.length).toBeGreaterThan(3);
    for (const name of files) {
      const { diagnostics } = await loadProgram(join(folder, name));
      const alarms = diagnostics.filter(({ severity }) => severity !== 'info');
      expect(alarms, name).toEqual([]);
    }
  });
});

describe('a potential far away', () => {
  const profile = (V: (x: number) => number) => Array.from({ length: 31 }, (_, k) => V(2 ** k));

  it('falls forever like any power and like the logarithm', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 8, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (p, c) => {
          expect(fallsForever(profile((x) => -(x ** p) + c))).toBe(true);
        },
      ),
    );
    expect(fallsForever(profile((x) => -Math.log(x)))).toBe(true);
    expect(fallsForever(profile((x) => -Math.exp(x)))).toBe(true);
  });

  it('does not where it has a limit or rises', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 8, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (p, c) => {
          expect(fallsForever(profile((x) => x ** p + c))).toBe(false);
          expect(fallsForever(profile((x) => x ** -p + c))).toBe(false);
          expect(fallsForever(profile((x) => -(x ** -p) + c))).toBe(false);
        },
      ),
    );
    expect(fallsForever(profile(() => 1))).toBe(false);
    expect(fallsForever(profile((x) => -1e6 * Math.exp(-x)))).toBe(false);
  });
});

describe('attraction at short distance', () => {
  it('is too strong beyond the constant of Hardy’s inequality, a(D−2)²/4', async () => {
    for (const D of [3, 4, 5, 6])
      for (const a of [0.5, 1])
        for (const factor of [0.98, 1.02]) {
          const g = (factor * a * (D - 2) ** 2) / 4;
          const text = `units oscillator\nhamiltonian T { particle r in R^${D}; H = -${a} * ∇²[r] - ${g}/|r|^2 + |r|^2 }`;
          expect((await codesOf(text)).includes('QH1102'), text).toBe(factor > 1);
        }
  });

  it('counts the reduced mass of a pair, and the node between polarised fermions', async () => {
    const pair = (g: number, kind: string) =>
      codesOf(
        `units oscillator\nhamiltonian T { particles x: 2 ${kind} in R^3; H = sum(i) (-1/2 * ∇²[i] + |x[i]|^2) - sum(i<j) ${g}/|x[i] - x[j]|^2 }`,
      );
    // −∇² of the relative coordinate has the coefficient 1: bosons fall in beyond 1/4, fermions (l = 1) beyond 9/4.
    expect(await pair(0.24, 'bosons')).toEqual([]);
    expect(await pair(0.26, 'bosons')).toEqual(['QH1102']);
    expect(await pair(2.2, 'fermions')).toEqual([]);
    expect(await pair(2.3, 'fermions')).toEqual(['QH1102']);
  });
});

type Matrix = readonly (readonly { re: number; im: number }[])[];
const c = (re: number, im = 0) => ({ re, im });
const PAULI: Readonly<Record<string, Matrix>> = {
  σx: [
    [c(0), c(1)],
    [c(1), c(0)],
  ],
  σy: [
    [c(0), c(0, -1)],
    [c(0, 1), c(0)],
  ],
  σz: [
    [c(1), c(0)],
    [c(0), c(-1)],
  ],
  'σ₊': [
    [c(0), c(1)],
    [c(0), c(0)],
  ],
  'σ₋': [
    [c(0), c(0)],
    [c(1), c(0)],
  ],
};
const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) =>
    b[0]!.map((_, j) =>
      row.reduce((s, x, k) => {
        const y = b[k]![j]!;
        return c(s.re + x.re * y.re - x.im * y.im, s.im + x.re * y.im + x.im * y.re);
      }, c(0)),
    ),
  );
const kron = (a: Matrix, b: Matrix): Matrix =>
  a.flatMap((rowA) =>
    b.map((rowB) => rowA.flatMap((x) => rowB.map((y) => c(x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re)))),
  );
const ONE: Matrix = [
  [c(1), c(0)],
  [c(0), c(1)],
];
const onSite = (name: string, site: number): Matrix => (site === 1 ? kron(PAULI[name]!, ONE) : kron(ONE, PAULI[name]!));

describe('Hermiticity', () => {
  const operator = fc.record({ name: fc.constantFrom(...Object.keys(PAULI)), site: fc.constantFrom(1, 2) });
  const term = fc.record({
    coefficient: fc.integer({ min: -3, max: 3 }).filter((x) => x !== 0),
    operators: fc.array(operator, { minLength: 1, maxLength: 3 }),
  });

  it('is what matrices say, for products of spin operators at two sites', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(term, { minLength: 1, maxLength: 4 }), async (terms) => {
        const H = terms
          .map(({ coefficient, operators }) =>
            [`(${coefficient})`, ...operators.map(({ name, site }) => `${name}[${site}]`)].join('*'),
          )
          .join(' + ');
        const matrix = terms
          .map(({ coefficient, operators }) => ({
            coefficient,
            matrix: operators.map(({ name, site }) => onSite(name, site)).reduce(times),
          }))
          .reduce(
            (sum, { coefficient, matrix: m }) =>
              sum.map((row, i) =>
                row.map((x, j) => c(x.re + coefficient * m[i]![j]!.re, x.im + coefficient * m[i]![j]!.im)),
              ),
            kron(ONE, ONE).map((row) => row.map(() => c(0))) as Matrix,
          );
        const hermitian = matrix.every((row, i) =>
          row.every((x, j) => Math.abs(x.re - matrix[j]![i]!.re) < 1e-9 && Math.abs(x.im + matrix[j]![i]!.im) < 1e-9),
        );
        const text = `units oscillator\nhamiltonian Two { lattice chain(2) open of spins 1/2; H = ${H} }`;
        const found = (await findingsOf(text)).map(({ code }) => code);
        expect(found, H).toEqual(hermitian ? [] : ['QH1105']);
      }),
      { numRuns: 60 },
    );
  });

  it('looks at points where different functions may cancel', async () => {
    const H = (second: string) =>
      [
        'units oscillator',
        'hamiltonian Two { particles x: 2 nucleons in R { spin }',
        `H = sum(i) p[i]^2/2 + sum(i<j) (exp(-(x[i] - x[j])^2) * σ₊[i]*σ₋[j] + ${second} * σ₋[i]*σ₊[j]) }`,
      ].join('\n');
    expect((await findingsOf(H('exp(-(x[j] - x[i])^2)'))).map(({ code }) => code)).not.toContain('QH1105');
    const [finding] = (await findingsOf(H('exp(-2*(x[j] - x[i])^2)'))).filter(({ code }) => code === 'QH1105');
    expect(english(finding!.message)).toContain('random points');
  });
});

describe('repairs', () => {
  const spins =
    'units oscillator\nhamiltonian Chain { lattice chain(8) open of spins 1/2; H = sum(<i,j>) sp[i]*sm[j] }';
  it('adds the adjoint', async () => {
    const text = await repaired(spins, 'QH1105');
    expect(text).toContain('(sp[i]*sm[j] + sm[i]*sp[j])');
    expect(await codesOf(text)).toEqual([]);
  });

  const trained = (particles: string, ansatz: string, interaction = '') =>
    [
      'units atomic',
      `hamiltonian Many { particles x: ${particles}; H = sum(i) (-1/2 * ∇²[i] + 1/2 * x[i]^2)${interaction} }`,
      `ansatz Net { ${ansatz} }`,
      'schedule Plain { phase main { steps = 10 } }',
      'train Ground = Many with Net using Plain',
    ].join('\n');

  it('writes the other way to put orbitals together', async () => {
    const text = trained('4 fermions in R', 'B = equivariant { }; psi = product(orbitals(B) * gaussian_envelope(x))');
    expect(await codesOf(await repaired(text, 'QH1107'))).toEqual([]);
  });

  it('multiplies by a Jastrow factor', async () => {
    const interaction = ' + sum(i<j) 1/|x[i] - x[j]|';
    const text = trained('6 electrons in R^2 { up = 3 }', 'psi = rbm { hidden = 4 } * slater(x)', interaction);
    const better = await repaired(text, 'QH1103');
    expect(better).toContain('exp(J) * (rbm { hidden = 4 } * slater(x))');
    expect(await codesOf(better)).toEqual([]);
  });
});

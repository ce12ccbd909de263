import { english } from '@qham/grammar/phrase';
import { describe, expect, test } from 'vitest';
import { RandomStream } from '../../../runtime/random/stream.ts';
import { type EnergyHistory, latestFalls, remember } from '../../../runtime/train/energy-history.ts';
import { type Evidence, judgeRun } from '../../../runtime/train/judgement.ts';
import { inForeign, untranslated } from '../../language-server/foreign-language.ts';

/** The same at the end and in the later part of a training. */
function falls(value: number, error: number, later = value): Evidence['falls'] {
  return { end: { steps: 200, value, error }, later: { steps: 500, value: later, error: error / 2 } };
}

const GOOD: Evidence = {
  evaluated: {
    energies: [1.5002],
    errors: [0.0003],
    variance: [0.001],
    autocorrelation: [2],
    r_hat: [1.004],
    effective_samples: [20_000],
  },
  exact: [1.5],
  falls: falls(1e-4, 2e-4),
  virial: { kinetic: 0.75, ratio: 1.001, error: 0.002 },
  acceptance: 0.5,
  frozen: 0,
  sweeps: 2000,
  samples: 200,
  saturated: false,
  drift: 1.2,
  largestPart: 0.01,
  rounding: { shift: 2e-7, error: 1e-7, share: 1e-5 },
};

const change = (evaluated: Partial<Evidence['evaluated']>) => ({ evaluated: { ...GOOD.evaluated, ...evaluated } });

describe('the verdict', () => {
  test.each<[string, Partial<Evidence>, string, RegExp]>([
    ['nothing against it', {}, 'converged', /^converged/],
    ['a little above an exact level that is not known', { exact: null }, 'converged', /^converged/],
    [
      'at rest above the exact level',
      change({ energies: [1.5021] }),
      'converged',
      /come to rest 0\.0021\(3\) above 1\.5;/,
    ],
    ['no more than chance below', change({ energies: [1.4991] }), 'converged', /^converged/],
    ['far below the exact level', change({ energies: [1.498] }), 'below', /1\.4980\(3\) lies below the exact 1\.5/],
    [
      'an excited state below its level',
      { ...change({ energies: [1.5, 2.4], errors: [1e-3, 1e-3] }), exact: [1.5, 2.5] },
      'below',
      /2\.4/,
    ],
    ['walkers that do not move', { frozen: 0.05 }, 'stuck', /5 % of the walkers never moved/],
    ['almost no move accepted', { acceptance: 0.002 }, 'stuck', /0\.2 %/],
    ['an energy that wanders', { drift: 6 }, 'stuck', /6\.0 standard errors/],
    ['walkers in separate regions', { saturated: true, ...change({ r_hat: [1.4] }) }, 'stuck', /R̂ 1\.400/],
    ['series too short to have mixed', { saturated: true, samples: 5, ...change({ r_hat: [1.4] }) }, 'converged', /./],
    ['one sample', change({ errors: [Infinity], effective_samples: [NaN] }), 'few samples', /no error bar/],
    ['few samples', change({ effective_samples: [40] }), 'few samples', /40 independent/],
    ['an eigenstate, every sample the same', change({ errors: [0], energies: [1.5], variance: [0] }), 'converged', /./],
    ['a fall beyond the error bar', { falls: falls(0.01, 1e-3) }, 'falling', /by 0\.01/],
    ['a fall that the error bar hides', { falls: falls(2e-4, 1e-5) }, 'converged', /./],
    ['noise at the end of a clear fall', { falls: falls(0.03, 0.03, 0.14) }, 'falling', /by 0\.03/],
    ['a fall that is over', { falls: falls(1e-5, 2e-4, 0.14) }, 'converged', /./],
    [
      'a state that stretching improves',
      { virial: { kinetic: 0.75, ratio: 1.2, error: 0.01 } },
      'falling',
      /virial ratio 1\.200\(10\)/,
    ],
    [
      'a state that stretching improves beyond any parabola',
      { virial: { kinetic: 0.75, ratio: 3, error: 0.01 } },
      'falling',
      /virial ratio 3\.000\(10\) says that ψ is far too wide or too narrow; train longer/,
    ],
    [
      'an error bar that a single walker makes',
      { largestPart: 0.93, exact: null },
      'few samples',
      /a single walker makes 93 % of the error bar’s square/,
    ],
    [
      'a single walker in what is rounding anyway',
      { largestPart: 0.93, ...change({ errors: [1e-7], energies: [1.5] }) },
      'converged',
      /./,
    ],
    [
      'a virial ratio that the error bar hides',
      { virial: { kinetic: 0.75, ratio: 1.01, error: 0.001 } },
      'converged',
      /./,
    ],
    ['energies that were not compared with float64', { rounding: null }, 'converged', /./],
    [
      'an energy that rounding shifts',
      { rounding: { shift: -0.0009, error: 0.0001, share: 0.1 } },
      'imprecise',
      /rounding alone shifts the energy by -0\.00090\(10\)/,
    ],
    [
      'a shift that the error bar hides',
      { rounding: { shift: -0.0002, error: 0.00001, share: 0.1 } },
      'converged',
      /./,
    ],
    ['a shift that may be chance', { rounding: { shift: 0.0009, error: 0.0004, share: 0.1 } }, 'converged', /./],
    [
      'local energies that are rounding',
      { rounding: { shift: 0.01, error: 0.02, share: 0.8 } },
      'imprecise',
      /80 % of the local energy’s variance is rounding/,
    ],
    [
      'an eigenstate, whose local energies differ by rounding alone',
      { ...change({ errors: [1e-7], energies: [1.5] }), rounding: { shift: 1e-8, error: 1e-8, share: 1 } },
      'converged',
      /./,
    ],
    ['the alarm before all else', { frozen: 1, ...change({ energies: [1.4] }) }, 'below', /alarm/],
  ])('%s', (_, evidence, state, text) => {
    const verdict = judgeRun({ ...GOOD, ...evidence });
    expect(verdict.state).toBe(state);
    expect(verdict.text).toMatch(text);
    expect(verdict.reasons.length).toBeGreaterThan(1);
    const { text: phrase, reasons } = verdict.said!;
    expect([phrase, ...reasons].map(english)).toEqual([verdict.text, ...verdict.reasons]);
    expect([phrase, ...reasons].flatMap((said) => untranslated(inForeign(said), new Set(['NaN'])))).toEqual([]);
  });
});

describe('the fall of the energy at the end of a training', () => {
  const random = RandomStream.fromSeed(5);
  const training = (steps: number, energy: (step: number) => number): EnergyHistory => {
    let history: EnergyHistory = [];
    const noise = new Float64Array(steps);
    random.fillNormal(noise, 0.01);
    for (let step = 0; step < steps; step++) history = remember(history, [energy(step) + noise[step]!]);
    return history;
  };

  test('is seen where there is one', () => {
    const { value, error, steps } = latestFalls(
      training(1000, (step) => 2 - step / 1000),
      1000,
    )!.end;
    expect(steps).toBe(200);
    expect(Math.abs(value - 0.1)).toBeLessThan(4 * error);
    expect(value).toBeGreaterThan(3 * error);
  });

  test('is within its error where there is none', () => {
    const falls = Array.from(
      { length: 100 },
      () =>
        latestFalls(
          training(500, () => 1.5),
          500,
        )!.end,
    );
    expect(falls.filter(({ value, error }) => value > 3 * error).length).toBeLessThan(4);
  });

  test('is not told from a few steps', () => {
    expect(
      latestFalls(
        training(10, () => 1),
        10,
      ),
    ).toBeNull();
  });
});

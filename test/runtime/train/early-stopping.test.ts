import { describe, expect, test } from 'vitest';
import { RandomStream } from '../../../runtime/random/stream.ts';
import { NO_PROGRESS, observeStep, type StopRule, type WindowTest } from '../../../runtime/train/early-stopping.ts';

/** The published thresholds. */
const THESIS: StopRule = {
  window: 1000,
  slope: 3e-7,
  slope_change: 3e-6,
  drift: 1e-3,
  variance: 3e-3,
  spread: 3e-3,
  hits: 4,
  misses: 2,
  arithmetic: 'published',
};
const SMALL: StopRule = { ...THESIS, window: 10, arithmetic: 'absolute' };

/** The step, counted from 0, at which the rule ends the phase; null where it does not. */
function epochOf(rule: StopRule, steps: number, energy: (step: number) => number, variance = 1e-8) {
  let progress = NO_PROGRESS;
  let last: WindowTest | null = null;
  for (let step = 0; step < steps; step++) {
    const { progress: next, stopped } = observeStep(rule, progress, energy(step), variance);
    progress = next;
    last = stopped;
    if (stopped) return { epoch: step, window: last };
  }
  return null;
}

describe('the published arithmetic', () => {
  test('can only report epochs 1001k − 1, and those of the thesis are among them', () => {
    const noise = new Float64Array(120_000);
    RandomStream.fromSeed(4).fillNormal(noise, 1e-3);
    const epochs = new Set<number>();
    for (let onset = 0; onset < 20_000; onset += 333) {
      const stop = epochOf(THESIS, 60_000, (step) => 10.89 + Math.max(0, onset - step) * 1e-5 + noise[step]!);
      if (stop) epochs.add(stop.epoch);
    }
    expect(epochs.size).toBeGreaterThan(5);
    for (const epoch of epochs) expect((epoch + 1) % 1001).toBe(0);
    // Figures 2, 3, 6 and 11.
    for (const epoch of [8007, 15014, 19018, 23022, 92091]) expect((epoch + 1) % 1001).toBe(0);
  });

  test('needs a window to compare with and four that pass', () => {
    expect(epochOf(THESIS, 10_000, () => 10.89)!.epoch).toBe(5 * 1001 - 1);
  });

  test('lets any fall pass, however steep its slope, while the mean drifts little', () => {
    const falling = (step: number) => 10.89 - 9e-7 * step;
    expect(epochOf(THESIS, 20_000, falling)).not.toBeNull();
    expect(epochOf({ ...THESIS, arithmetic: 'absolute' }, 20_000, falling)).toBeNull();
  });

  test('leaves out what lies two standard deviations from the mean', () => {
    const spikes = (step: number) => (step % 100 === 50 ? 11.2 : 10.89);
    expect(epochOf(THESIS, 20_000, spikes)!.window!.energy).toBeCloseTo(10.89, 12);
    expect(epochOf({ ...THESIS, arithmetic: 'absolute' }, 20_000, spikes)).toBeNull();
  });

  test('judges by the standard error of each energy', () => {
    expect(epochOf(THESIS, 20_000, () => 10.89, 3.1e-3 ** 2)).toBeNull();
    expect(epochOf(THESIS, 20_000, () => 10.89, 2.9e-3 ** 2)!.window!.variance).toBeCloseTo(2.9e-3, 12);
  });
});

describe('the algorithm as it is meant', () => {
  test('ends after the windows asked for, each compared with the one before', () => {
    expect(epochOf(SMALL, 1000, () => 1)).toMatchObject({ epoch: 49, window: { energy: 1, slope: 0, drift: 0 } });
  });

  test.each([
    ['a slope', { slope: 1e-6 }, (step: number) => 1 + 2e-6 * step],
    ['a fall', { slope: 1e-6 }, (step: number) => 1 - 2e-6 * step],
    ['a drift', { drift: 1e-6 }, (step: number) => Math.floor(step / 10) * 1e-5],
    ['a spread', { spread: 1e-3 }, (step: number) => ((step * 7) % 10 < 5 ? 1.001 : 0.999)],
  ])('goes on while there is %s', (_, change, energy) => {
    const wide = { ...SMALL, slope: 1, slope_change: 1, drift: 1, spread: 1, variance: 1 };
    expect(epochOf(wide, 400, energy)).not.toBeNull();
    expect(epochOf({ ...wide, ...change }, 400, energy)).toBeNull();
  });

  test('forgives as many windows as it says, then begins again', () => {
    // Windows 0 … pass but for the bad ones, which are spread out.
    const withBad = (bad: readonly number[]) => (step: number) =>
      bad.includes(Math.floor(step / 10)) ? 1 + 0.1 * (step % 2) : 1;
    // A bad window also spoils the next, whose mean is compared with it.
    expect(epochOf({ ...SMALL, misses: 2, drift: 1 }, 1000, withBad([2]))!.epoch).toBe(69);
    expect(epochOf({ ...SMALL, misses: 0, drift: 1 }, 1000, withBad([3]))!.epoch).toBe(89);
  });

  test('a line fitted to noise has the slope that it should', () => {
    const energies = Array.from({ length: 10 }, (_, i) => 3 + 0.25 * i);
    let progress = NO_PROGRESS;
    for (const energy of energies) ({ progress } = observeStep(SMALL, progress, energy, 0));
    expect(progress.slope).toBeCloseTo(0.25, 14);
    expect(progress.mean).toBeCloseTo(3 + 0.25 * 4.5, 14);
  });
});

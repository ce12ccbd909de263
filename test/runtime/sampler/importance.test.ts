import { describe, expect, test } from 'vitest';
import type { Reweighting } from '../../../runtime/experiment.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';
import {
  effectiveWalkers,
  importanceWeights,
  isDegenerate,
  stepsToServe,
} from '../../../runtime/sampler/importance.ts';

/** Azzam 2023. */
const THESIS: Reweighting = { by: 'spread', most: 100, least: 1, s: 1e-2 };

/** Samples of a normal density of width `drawn`, with weights for one of width `wanted`. */
function gaussian(count: number, drawn: number, wanted: number) {
  const x = new Float64Array(count);
  RandomStream.fromSeed(8).fillNormal(x, drawn);
  const logarithm = (width: number) => x.map((value) => -(value ** 2) / (2 * width ** 2));
  return { x, weights: importanceWeights(logarithm(wanted), logarithm(drawn)) };
}

describe('importance weights', () => {
  test('make averages of another density', () => {
    const { x, weights } = gaussian(200_000, 1, 0.9);
    const square = x.reduce((sum, value, i) => sum + weights[i]! * value ** 2, 0) / x.length;
    expect(Math.abs(square - 0.81)).toBeLessThan(0.01);
    expect(weights.reduce((sum, weight) => sum + weight, 0) / x.length).toBeCloseTo(1, 12);
  });

  test('do not see the norm of ψ, however large', () => {
    const then = [-800, -801, -802.5];
    const now = then.map((value, i) => value + 1600 + 0.1 * i);
    const plain = importanceWeights([0, 0.1, 0.2], [0, 0, 0]);
    importanceWeights(now, then).forEach((weight, i) => {
      expect(weight).toBeCloseTo(plain[i]!, 12);
    });
  });

  test('are worth as many walkers as theory says', () => {
    // Drawn with width 1, wanted with width w: ⟨R²⟩ = ∫p²/q = 1/(w·√(2 − w²)).
    const { weights } = gaussian(200_000, 1, 0.9);
    expect(effectiveWalkers(weights) / weights.length).toBeCloseTo(0.9 * Math.sqrt(2 - 0.81), 2);
    expect(effectiveWalkers([1, 1, 1, 1])).toBe(4);
    expect(effectiveWalkers([4, 0, 0, 0])).toBe(1);
  });
});

describe('how long samples serve', () => {
  test('by equation 20: all steps while nothing has changed, the fewest when everything has', () => {
    expect(stepsToServe(THESIS, [1, 1, 1])).toBe(100);
    expect(stepsToServe(THESIS, [0, 0, 3])).toBeCloseTo(1, 6);
    // One walker in four is off by √(s·ln 2), which halves its share: Δ = 1/8.
    const off = Math.sqrt(1e-2 * Math.log(2));
    expect(stepsToServe(THESIS, [1, 1, 1, 1 + off])).toBeCloseTo(100 - 99 / 8, 10);
  });

  test('by the effective sample size, to the last step', () => {
    const spec: Reweighting = { by: 'effective_samples', most: 20, share: 0.8 };
    expect(stepsToServe(spec, [0.5, 1.5])).toBe(20);
    expect(isDegenerate(spec, Float64Array.of(1.2, 0.8))).toBe(false);
    expect(isDegenerate(spec, Float64Array.of(1.9, 0.1))).toBe(true);
  });

  test('weights that have degenerated, or are no numbers, are never used', () => {
    expect(isDegenerate(THESIS, Float64Array.of(3.9, 0.1, 0, 0))).toBe(true);
    expect(isDegenerate(THESIS, Float64Array.of(Number.NaN, 1))).toBe(true);
    expect(isDegenerate(THESIS, Float64Array.of(1.1, 0.9))).toBe(false);
  });
});

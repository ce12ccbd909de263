/** When the samples of the last step serve once more. */
import { describe, expect, it } from 'vitest';
import type { RunState } from '../../../runtime/train/run-state.ts';
import { nextSamples } from '../../../runtime/train/sample-reuse.ts';

/** Four walkers that were drawn where ln W = 0, and are now where it is this. */
function stateWith(logarithms: readonly number[]) {
  let moved = 0;
  const state = {
    parameters: {},
    moves: { max_age: null, reweight: { by: 'effective_samples', most: 10, share: 0.5 } },
    reuse: { steps: 1, limit: 10, reference: new Float32Array(4) },
    logDensity: { measure: async () => Float32Array.from(logarithms) },
    sampler: {
      ages: new Float64Array(4),
      walkers: new Float32Array(4),
      advance: async () => {
        moved++;
        return 0.5;
      },
    },
  } as unknown as RunState;
  return { state, moves: () => moved };
}

describe('samples of the last step', () => {
  it('serve again, with weights of mean 1', async () => {
    const { state, moves } = stateWith([0, 0.1, -0.1, 0]);
    const { weights, effective } = await nextSamples(state, 5);
    expect(moves()).toBe(0);
    expect(weights!.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(4, 12);
    expect(effective).toBeGreaterThan(3.9);
  });

  it.each([
    ['where the weights of a few say all', [0, -9, -9, -9]],
    ['where ψ has become zero at one of them', [0, 0, 0, -Infinity]],
    ['where ψ is no number at one of them', [0, 0, 0, Number.NaN]],
  ])('are moved on %s', async (_, logarithms) => {
    const { state, moves } = stateWith(logarithms);
    expect(await nextSamples(state, 5)).toEqual({ acceptance: 0.5, weights: null, effective: 4, renewed: 0 });
    expect(moves()).toBe(1);
  });

  it('are weighed from where walkers are after those that were stuck have been put elsewhere', async () => {
    // ln W is the position here: the first walker comes from 7 to 1.
    const { state } = stateWith([]);
    const sampler = {
      ages: Float64Array.of(200, 0),
      walkers: Float32Array.of(7, 1),
      advance: async () => 0.5,
      renew: (age: number) => {
        expect(age).toBe(100);
        sampler.walkers = Float32Array.of(1, 1);
        return 1;
      },
    };
    const logDensity = { measure: async (_: unknown, walkers: Float32Array) => walkers.slice() };
    Object.assign(state, { sampler, logDensity, reuse: null, moves: { ...state.moves, max_age: 100 } });
    expect(await nextSamples(state, 5)).toMatchObject({ weights: null, renewed: 1 });
    const { weights } = await nextSamples(state, 5);
    expect([...weights!]).toEqual([1, 1]);
  });
});

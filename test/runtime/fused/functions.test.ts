import { describe, expect, it } from 'vitest';
import { cos, exp, log, sigmoid, sin, tanh } from '../../../runtime/engine/fused/functions.ts';
import { KernelBuilder, type Lanes } from '../../../runtime/engine/fused/simd.ts';
import { encodeModule } from '../../../runtime/engine/fused/wasm-module.ts';

/** Applies a function to numbers through a real module. */
function apply(f: (b: KernelBuilder, x: Lanes) => Lanes, values: Float32Array, fused: boolean): Float32Array {
  const b = new KernelBuilder(fused);
  const at = b.integer(0);
  const bytes = 4 * values.length;
  b.loop(values.length / 4, () => {
    b.store({ base: at, offset: bytes }, f(b, b.load({ base: at, offset: 0 })));
    b.advance(at, 16);
  });
  const pages = Math.ceil((2 * bytes) / 65536);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const module = new WebAssembly.Module(encodeModule([b.finish()], pages));
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  new Float32Array(memory.buffer, 0, values.length).set(values);
  (instance.exports['0'] as () => void)();
  return new Float32Array(memory.buffer, bytes, values.length).slice();
}

const grid = (low: number, high: number) =>
  Float32Array.from({ length: 40_000 }, (_, i) => low + ((high - low) * i) / 39_999);

/** Greatest error in units of the last place of max(|exact|, floor). */
function worst(computed: Float32Array, x: Float32Array, exact: (x: number) => number, floor: number): number {
  let error = 0;
  x.forEach((value, i) => {
    const truth = exact(value);
    const ulp = 2 ** (Math.floor(Math.log2(Math.max(Math.abs(truth), floor))) - 23);
    error = Math.max(error, Math.abs(computed[i]! - truth) / ulp);
  });
  return error;
}

describe.each([true, false])('elementary functions of kernels, fused multiply-add: %s', (fused) => {
  it.each([
    ['exp', exp, Math.exp, -87, 88, 0, 3],
    ['log', log, Math.log, 1e-6, 50, 0.5, 2],
    ['tanh', tanh, Math.tanh, -12, 12, 0, 5],
    ['tanh near 0', tanh, Math.tanh, -0.01, 0.01, 0, 3],
    ['sigmoid', sigmoid, (x: number) => 1 / (1 + Math.exp(-x)), -80, 80, 0, 5],
  ] as const)('%s is right to a few units in the last place', (_, f, exact, low, high, floor, bound) => {
    const x = grid(low, high);
    expect(worst(apply(f, x, fused), x, exact, floor)).toBeLessThan(bound);
  });

  it.each([
    ['sin', sin, Math.sin, 300],
    ['cos', cos, Math.cos, 300],
    ['sin of a small angle', sin, Math.sin, 0.1],
    ['cos of a small angle', cos, Math.cos, 0.1],
  ] as const)('%s is right for an angle within one unit in the last place of the given one', (_, f, exact, largest) => {
    const x = grid(-largest, largest);
    const computed = apply(f, x, fused);
    x.forEach((angle, i) => {
      expect(Math.abs(computed[i]! - exact(angle))).toBeLessThan(2 ** -22 + Math.abs(angle) * 2 ** -23);
    });
  });

  it('keeps the special values', () => {
    const special = Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0);
    expect([...apply(exp, special, fused)]).toEqual([Number.NaN, Number.POSITIVE_INFINITY, 0, 1]);
    expect([...apply(tanh, special, fused)]).toEqual([Number.NaN, 1, -1, 0]);
    expect([...apply(log, special, fused)]).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
    ]);
    expect(apply(sin, special, fused)[0]).toBeNaN();
    expect(apply(sin, special, fused)[1]).toBeNaN();
  });
});

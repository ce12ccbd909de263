/** Functions that ONNX Runtime lacks in float64 and that are composed of others there: exact to rounding everywhere. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../runtime/engine/engine.ts';
import { openEngine } from '../../../runtime/engine/index.ts';
import {
  atan,
  cosh,
  erf,
  finishGraph,
  GraphBuilder,
  input,
  power,
  sinh,
  softplus,
  type Tensor,
  tan,
} from '../../../runtime/tensor/index.ts';
import { uniform } from './random.ts';

let cpu: Engine;
beforeAll(async () => {
  cpu = await openEngine('cpu', { threads: 1 });
});
afterAll(() => cpu.dispose());

/** Ordinary, small and large arguments of both signs, and zero. */
const ARGUMENTS = [
  0,
  ...uniform(1, 4000, -8, 8),
  ...uniform(2, 500, -30, 30),
  ...Array.from({ length: 60 }, (_, i) => 10 ** (-i / 4)).flatMap((v) => [v, -v]),
];

type Case = { name: string; of: (x: Tensor) => Tensor; exact: (x: number) => number; ulps: number };
const CASES: Case[] = [
  { name: 'sinh', of: sinh, exact: Math.sinh, ulps: 8 },
  { name: 'cosh', of: cosh, exact: Math.cosh, ulps: 8 },
  { name: 'atan', of: atan, exact: Math.atan, ulps: 4 },
  { name: 'softplus', of: softplus, exact: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), ulps: 4 },
  { name: 'erf', of: erf, exact: erfSeries, ulps: 4 },
  { name: 'x⁵', of: (x) => power(x, 5), exact: (x) => x ** 5, ulps: 4 },
  { name: 'x⁻²', of: (x) => power(x, -2), exact: (x) => x ** -2, ulps: 4 },
];

for (const { name, of, exact, ulps } of CASES)
  test(`${name} in float64`, async () => expect(await largestUlps(of, exact, ARGUMENTS)).toBeLessThanOrEqual(ulps));

test('tan in float64', async () => {
  const arguments_ = ARGUMENTS.filter((x) => Math.abs(x) < 1.5);
  expect(await largestUlps(tan, Math.tan, arguments_)).toBeLessThanOrEqual(8);
});

/** Largest relative error in units of 2⁻⁵². */
async function largestUlps(
  of: (x: Tensor) => Tensor,
  exact: (x: number) => number,
  values: readonly number[],
): Promise<number> {
  const x = input(new GraphBuilder(), 'x', [values.length]);
  const session = await cpu.compile(finishGraph({ y: of(x) }), 'float64');
  const [result] = await session.run({}, [{ x: Float64Array.from(values) }]);
  const errors = values.map((value, i) => {
    const [actual, expected] = [result!.y![i]!, exact(value)];
    return actual === expected ? 0 : Math.abs((actual - expected) / expected) / 2 ** -52;
  });
  return errors.reduce((m, e) => Math.max(m, e), 0);
}

/**
 * Near 0 erf x = 2/√π exp(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!!, whose terms all have one sign; farther out the continued fraction of
 * 1 − erf x (Abramowitz & Stegun 7.1.6 and 7.1.14).
 */
function erfSeries(x: number): number {
  const size = Math.abs(x);
  if (size > 1) {
    let fraction = size;
    for (let k = 500; k > 0; k--) fraction = size + k / 2 / fraction;
    return Math.sign(x) * (1 - Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction);
  }
  let term = x;
  let total = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(total); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}

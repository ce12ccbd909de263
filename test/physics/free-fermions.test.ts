/** Non-interacting fermions in a trap, whose wave function is known: the Slater determinant of Hermite functions. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import { RandomStream } from '../../runtime/random/stream.ts';
import {
  add,
  concat,
  constant,
  determinantSign,
  exp,
  finishGraph,
  forwardLaplacian,
  GraphBuilder,
  input,
  logAbsDeterminant,
  multiply,
  reshape,
  square,
  subtract,
  sum,
  type Tensor,
  transpose,
} from '../../runtime/tensor/index.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

/** The first `count` eigenfunctions of the oscillator, normalised: φ_{n+1} = √(2/(n+1)) x φ_n − √(n/(n+1)) φ_{n−1}. */
function hermiteFunctions(x: Tensor, count: number): Tensor[] {
  const scaled = (factor: number, t: Tensor) => multiply(constant(x.builder, factor), t);
  const functions = [scaled(Math.PI ** -0.25, exp(scaled(-0.5, square(x))))];
  for (let n = 0; n + 1 < count; n++) {
    const next = scaled(Math.sqrt(2 / (n + 1)), multiply(x, functions[n]!));
    functions.push(n === 0 ? next : subtract(next, scaled(Math.sqrt(n / (n + 1)), functions[n - 1]!)));
  }
  return functions;
}

/** Local energy and sign of `count` fermions at walkers [walkers, count]. */
async function slater(count: number, positions: Float64Array) {
  const builder = new GraphBuilder();
  const walkers = positions.length / count;
  const coordinates = input(builder, 'x', [walkers, count]);
  const x = reshape(transpose(coordinates, [1, 0]), [1, count, walkers]);
  const orbitals = concat(hermiteFunctions(x, count), 0);
  const { jacobian, laplacian } = forwardLaplacian(logAbsDeterminant(orbitals), coordinates);
  const kinetic = multiply(constant(builder, -0.5), add(laplacian, sum(square(jacobian), [0])));
  const trap = multiply(constant(builder, 0.5), sum(square(coordinates), [1]));
  const session = await engine.compile(
    finishGraph({ energy: add(kinetic, trap), sign: determinantSign(orbitals) }),
    'float64',
  );
  const [result] = await session.run({}, [{ x: positions }]);
  await session.dispose();
  return result!;
}

/** Particles about 1 apart from each other, so that no walker is near a node. */
function spread(count: number, walkers: number): Float64Array {
  const noise = new Float32Array(count * walkers);
  RandomStream.fromSeed(count).fillUniform(noise, -0.25, 0.25);
  return Float64Array.from(noise, (shift, i) => (i % count) - (count - 1) / 2 + shift);
}

describe('the Slater determinant of Hermite functions', () => {
  it.each([1, 2, 3, 4, 5, 6, 8])('has for %i fermions the local energy A²/2 everywhere', async (count) => {
    const { energy } = await slater(count, spread(count, 40));
    for (const e of energy!) expect(Math.abs(e / (count ** 2 / 2) - 1)).toBeLessThan(1e-12);
  });

  it('changes sign with every exchange', async () => {
    const order = [
      [0, 1, 2, 3],
      [1, 0, 2, 3],
      [1, 2, 0, 3],
      [3, 2, 1, 0],
      [3, 0, 1, 2],
    ];
    const { sign } = await slater(4, Float64Array.from(order.flatMap((places) => places.map((p) => p - 1.4))));
    const parity = [1, -1, 1, 1, -1];
    expect(Array.from(sign!, (s) => s * sign![0]!)).toEqual(parity);
  });
});

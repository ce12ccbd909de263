import { describe, expect, test } from 'vitest';
import type { Optimizer as AnyOptimizer } from '../../../runtime/experiment.ts';
import { createOptimizer, type OptimizerState } from '../../../runtime/optimizer/optimizer.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';

type OptimizerSettings = Exclude<AnyOptimizer, { kind: 'sr' | 'spring' }>;

const adam = (weight_decay = 0) =>
  ({ kind: 'adam', learning_rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay }) as const;
const adamw = (weight_decay = 1e-3) => ({ ...adam(weight_decay), kind: 'adamw' }) as const;
const sgd = (momentum = 0.9) => ({ kind: 'sgd', learning_rate: 1e-2, momentum }) as const;
const ALL: OptimizerSettings[] = [adam(), adam(0.1), adamw(0), adamw(0.1), sgd(0), sgd(0.9)];
const name = (s: OptimizerSettings) => `${s.kind} ${s.kind === 'sgd' ? s.momentum : s.weight_decay}`;

describe('the first steps by hand', () => {
  // Gradient 0.5 at θ = 2, then −0.25, learning rate 0.1, decay 0.01.
  test('Adam goes one learning rate in the first step, whatever the gradient', () => {
    for (const g of [1e-3, 0.5, 1e3]) {
      const theta = Float32Array.of(2);
      createOptimizer(adam(), 1).step(theta, Float64Array.of(g), 0.1);
      expect(theta[0]).toBeCloseTo(1.9, 5);
    }
  });

  test('Adam, second step', () => {
    const theta = Float32Array.of(2);
    const optimizer = createOptimizer(adam(), 1);
    optimizer.step(theta, Float64Array.of(0.5), 0.1);
    optimizer.step(theta, Float64Array.of(-0.25), 0.1);
    // m̂ = (0.9·0.05 − 0.025)/0.19 = 0.1052632, v̂ = (0.999·0.00025 + 0.0000625)/0.001999 = 0.1562031, m̂/√v̂ = 0.2663372
    expect(theta[0]).toBeCloseTo(1.9 - 0.02663372, 6);
  });

  test('AdamW shrinks the parameter itself by lr·λ, beside the step', () => {
    const theta = Float32Array.of(2);
    createOptimizer(adamw(0.01), 1).step(theta, Float64Array.of(0.5), 0.1);
    expect(theta[0]).toBeCloseTo(2 * (1 - 0.001) - 0.1, 6);
  });

  test('AdamW decays where there is no gradient; Adam turns the decay into a whole step', () => {
    const decoupled = Float32Array.of(2);
    const coupled = Float32Array.of(2);
    createOptimizer(adamw(0.01), 1).step(decoupled, Float64Array.of(0), 0.1);
    createOptimizer(adam(0.01), 1).step(coupled, Float64Array.of(0), 0.1);
    expect(decoupled[0]).toBeCloseTo(1.998, 6);
    expect(coupled[0]).toBeCloseTo(1.9, 5);
  });

  test('gradient descent with momentum', () => {
    const theta = Float32Array.of(2);
    const optimizer = createOptimizer(sgd(0.9), 1);
    optimizer.step(theta, Float64Array.of(0.5), 0.1);
    expect(theta[0]).toBeCloseTo(1.95, 6);
    optimizer.step(theta, Float64Array.of(-0.25), 0.1);
    expect(theta[0]).toBeCloseTo(1.95 - 0.1 * (0.9 * 0.5 - 0.25), 6);
  });
});

/** The published formulas with all of history summed up anew in every step. */
function published(s: OptimizerSettings, start: number, gradients: number[], lr: number): number {
  let theta = Math.fround(start);
  const seen: number[] = [];
  for (const gradient of gradients) {
    if (s.kind === 'sgd') {
      seen.push(gradient);
      const u = seen.reduce((sum, g, k) => sum + s.momentum ** (seen.length - 1 - k) * g, 0);
      theta = Math.fround(theta - lr * u);
      continue;
    }
    seen.push(s.kind === 'adam' ? gradient + s.weight_decay * theta : gradient);
    const t = seen.length;
    const average = (beta: number, power: number) => {
      const weights = seen.map((_, k) => beta ** (t - 1 - k));
      const total = weights.reduce((a, b) => a + b, 0);
      return seen.reduce((sum, g, k) => sum + (weights[k]! / total) * g ** power, 0);
    };
    const direction = average(s.beta1, 1) / (Math.sqrt(average(s.beta2, 2)) + s.epsilon);
    const decay = s.kind === 'adamw' ? lr * s.weight_decay * theta : 0;
    theta = Math.fround(theta - decay - lr * direction);
  }
  return theta;
}

describe('the published formulas on random gradients', () => {
  test.each(ALL.map((s) => [name(s), s] as const))('%s', (_, settings) => {
    const random = RandomStream.fromSeed(1);
    const count = 20;
    const start = new Float32Array(count);
    random.fillNormal(start);
    const gradients = Array.from({ length: 60 }, (_, k) => {
      const g = new Float64Array(count);
      random.fillNormal(g, 10 ** ((k % 7) - 3));
      return g;
    });
    const theta = start.slice();
    const optimizer = createOptimizer(settings, count);
    for (const g of gradients) optimizer.step(theta, g, 3e-3);
    for (let i = 0; i < count; i++) {
      const expected = published(
        settings,
        start[i]!,
        gradients.map((g) => g[i]!),
        3e-3,
      );
      // The two may round to neighbouring float32 numbers now and then.
      expect(Math.abs(theta[i]! - expected)).toBeLessThanOrEqual(60 * 2 ** -24 * Math.max(1, Math.abs(expected)));
    }
  });
});

describe('a quadratic valley', () => {
  test.each([
    ['adam 0', adam(), 0.05],
    ['adamw 0', adamw(0), 0.05],
    ['sgd 0.9', sgd(0.9), 0.02],
    ['sgd 0', sgd(0), 0.02],
  ] as const)('%s finds its bottom', (_, settings, rate) => {
    const bottom = [1, -2, 0.5, 3];
    const stiffness = [1, 3, 10, 30];
    const theta = new Float32Array(4);
    const optimizer = createOptimizer(settings, 4);
    for (let step = 0; step < 3000; step++)
      optimizer.step(
        theta,
        Float64Array.from(theta, (x, i) => stiffness[i]! * (x - bottom[i]!)),
        step < 2000 ? rate : rate / 20,
      );
    theta.forEach((x, i) => {
      expect(Math.abs(x - bottom[i]!)).toBeLessThan(1e-5);
    });
  });

  test('weight decay pulls the bottom to where its force balances the slope', () => {
    const theta = Float32Array.of(0);
    const optimizer = createOptimizer(adam(0.5), 1);
    for (let step = 0; step < 4000; step++) optimizer.step(theta, Float64Array.of(theta[0]! - 3), 0.01);
    expect(theta[0]).toBeCloseTo(2, 4);
  });
});

describe('state', () => {
  test.each(ALL.map((s) => [name(s), s] as const))('%s goes on bitwise from its state', (_, settings) => {
    const random = RandomStream.fromSeed(4);
    const gradient = () => {
      const g = new Float64Array(50);
      random.fillNormal(g);
      return g;
    };
    const optimizer = createOptimizer(settings, 50);
    const theta = new Float32Array(50);
    for (let k = 0; k < 7; k++) optimizer.step(theta, gradient(), 1e-2);
    const { state } = optimizer;
    const frozen = structuredClone(state);
    const copy = createOptimizer(settings, 50);
    copy.restore(state);
    const other = theta.slice();
    for (let k = 0; k < 7; k++) {
      const g = gradient();
      optimizer.step(theta, g, 1e-2);
      copy.step(other, g, 1e-2);
    }
    expect(other).toEqual(theta);
    expect(copy.state).toEqual(optimizer.state);
    expect(state).toEqual(frozen);
  });

  test('squares of gradients far below float32 are remembered', () => {
    const theta = Float32Array.of(1);
    createOptimizer({ ...adam(), epsilon: 1e-300 }, 1).step(theta, Float64Array.of(1e-30), 0.5);
    expect(theta[0]).toBeCloseTo(0.5, 6);
  });

  test('a state of another optimizer or another size is refused and changes nothing', () => {
    const optimizer = createOptimizer(adam(), 3);
    optimizer.step(new Float32Array(3), Float64Array.of(1, 2, 3), 0.1);
    const before = optimizer.state;
    const wrong: [OptimizerState, RegExp][] = [
      [createOptimizer(sgd(), 3).state, /“steps”: it was written by another optimizer/],
      [createOptimizer(adam(), 4).state, /has 4 numbers, but the wave function has 3 parameters/],
      [{ ...before, steps: 1.5 }, /no whole number “steps”/],
      [{ ...before, second_moment: 1 }, /no array “second_moment”/],
    ];
    for (const [state, message] of wrong) expect(() => optimizer.restore(state)).toThrow(message);
    expect(optimizer.state).toEqual(before);
    expect(() => createOptimizer(sgd(), 3).restore(before)).toThrow(/no array “velocity”/);
  });

  test('a gradient of another length is refused', () => {
    for (const settings of ALL)
      expect(() => createOptimizer(settings, 3).step(new Float32Array(3), new Float64Array(2), 0.1)).toThrow(
        /made for 3 parameters/,
      );
  });
});

/** A whole wave function as the tests of graphs and engines use it: dense layers times a gaussian, in a harmonic trap. */
import {
  add,
  constant,
  divide,
  exp,
  finishGraph,
  forwardLaplacian,
  type Graph,
  GraphBuilder,
  gradient,
  input,
  matmul,
  mean,
  multiply,
  sin,
  square,
  subtract,
  sum,
  type Tensor,
} from '../../../runtime/tensor/index.ts';
import { uniform } from './random.ts';

export interface AnsatzShape {
  walkers: number;
  dimension: number;
  hidden: readonly number[];
  states: number;
}

/** ψ, its derivatives, Hψ, and the gradient of a weighted residual of Hψ = Eψ by all weights. */
export function ansatzGraph({ walkers, dimension, hidden, states }: AnsatzShape): Graph {
  const builder = new GraphBuilder();
  const number = (value: number) => constant(builder, value);
  const x = input(builder, 'x', [walkers, dimension]);
  const widths = [dimension, ...hidden, states];
  const parameters: Tensor[] = [];
  let layer = x;
  for (let i = 1; i < widths.length; i++) {
    const weights = input(builder, `weights ${i}`, [widths[i - 1]!, widths[i]!]);
    const biases = input(builder, `biases ${i}`, [widths[i]!]);
    parameters.push(weights, biases);
    layer = sin(add(matmul(layer, weights), biases));
  }
  const r2 = sum(square(x), [1], true);
  const psi = multiply(layer, exp(multiply(number(-0.5), r2)));
  const { jacobian, laplacian } = forwardLaplacian(psi, x);
  const hpsi = add(multiply(number(-0.5), laplacian), multiply(multiply(number(0.5), r2), psi));
  const residual = subtract(hpsi, multiply(input(builder, 'energies', [states]), psi));
  const density = mean(square(psi), [1], true);
  const loss = sum(divide(square(residual), density), [0, 1]);
  const gradients = gradient(loss, parameters);
  return finishGraph({
    psi,
    jacobian,
    laplacian,
    hpsi,
    loss,
    ...Object.fromEntries(parameters.map((p, i) => [`gradient of ${p.attributes.name}`, gradients[i]!])),
  });
}

/** Weights as seed 000 draws them, uniform here, and energies near the first levels. */
export function ansatzParameters({ dimension, hidden, states }: AnsatzShape): Record<string, number[]> {
  const widths = [dimension, ...hidden, states];
  const parameters: Record<string, number[]> = { energies: Array.from({ length: states }, (_, m) => 1.5 + m) };
  for (let i = 1; i < widths.length; i++) {
    parameters[`weights ${i}`] = uniform(10 * i, widths[i - 1]! * widths[i]!, -0.5, 0.5);
    parameters[`biases ${i}`] = uniform(10 * i + 1, widths[i]!, -0.5, 0.5);
  }
  return parameters;
}

/** Coordinates of walkers in a cube around the centre. */
export function walkersInCube({ walkers, dimension }: AnsatzShape, seed: number): number[] {
  return uniform(seed, walkers * dimension, -1.5, 1.5);
}

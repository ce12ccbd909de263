/**
 * A first layer whose steps are scattered all over the trap.
 *
 * With small weights the features tanh(w·x + b) of a trapped particle are nearly straight lines, and orbitals made of them
 * tell higher powers of x apart by their last digits only: the determinant of many orbitals is rounding noise. Steps that are
 * as wide as the trap's ground state, at places all over the cloud of particles, are independent functions of x instead (after
 * Nguyen & Widrow, IJCNN 1990, III-21, who scatter the linear pieces of a network over the range of its inputs).
 */
import type { RandomStream } from '../random/stream.ts';
import type { LayerInitialisation } from './parameters.ts';

/** How the layer's weights and biases begin: |w| = 1/size, and −b/|w|, where the step lies along w, anywhere in the cloud. */
export function scatteredLayer(size: number, particles: number, dimension: number): LayerInitialisation {
  return {
    weights: { kind: 'scattered', size },
    biases: { kind: 'uniform', width: cloudRadius(particles, dimension) },
  };
}

/**
 * Where the outermost of so many free fermions in an isotropic trap turns back, in widths of its ground state: √(2n + D) for
 * the n-th shell of D dimensions, which has C(n + D − 1, n) states.
 */
export function cloudRadius(particles: number, dimension: number): number {
  let shell = 0;
  let inShell = 1;
  for (let states = 1; states < particles; states += inShell) {
    inShell = (inShell * (shell + dimension)) / (shell + 1);
    shell++;
  }
  return Math.sqrt(2 * shell + dimension);
}

/**
 * Weights [2·inputs, width] of a layer that sees each particle and the mean of all: for each particle's own inputs directions
 * of length 1/size, for the mean numbers of at most 1/(√n size) with n = 2·inputs, as `fan_in` would draw them.
 */
export function fillScattered(values: Float32Array, width: number, size: number, random: RandomStream): void {
  const inputs = values.length / width / 2;
  const own = values.subarray(0, inputs * width);
  random.fillNormal(own);
  for (let k = 0; k < width; k++) {
    const along = Array.from({ length: inputs }, (_, d) => d * width + k);
    const length = Math.hypot(...along.map((at) => own[at]!));
    for (const at of along) own[at]! /= size * length;
  }
  const bound = 1 / (size * Math.sqrt(2 * inputs));
  random.fillUniform(values.subarray(own.length), -bound, bound);
}

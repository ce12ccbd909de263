/** Identical particles on a line in a harmonic trap, with a gaussian interaction, as plain Experiments. */
import { type Block, EXPERIMENT_FORMAT, type Experiment, type Expression } from '../../runtime/experiment.ts';

export const number = (value: number): Expression => ({ kind: 'number', value });
export const binary = (
  kind: 'add' | 'subtract' | 'multiply' | 'divide' | 'power',
  left: Expression,
  right: Expression,
): Expression => ({ kind, left, right });
export const multiply = (left: Expression, right: Expression) => binary('multiply', left, right);
export const square = (left: Expression) => binary('power', left, number(2));
export const exp = (argument: Expression): Expression => ({ kind: 'call', function: 'exp', argument });
export const call = (block: string, ...parameters: Expression[]): Expression => ({
  kind: 'block',
  block,
  arguments: parameters,
});
export const everyone: Expression = { kind: 'position', name: 'x' };
export const particle = (index: string): Expression => ({ kind: 'position', name: 'x', particle: { bound: index } });
export const distance = (i: string, j: string): Expression => ({
  kind: 'norm',
  of: binary('subtract', particle(i), particle(j)),
});
export const over = (indices: string[], count: number, body: Expression): Expression => ({
  kind: 'tuples',
  indices,
  count,
  body,
});

export interface TrapParts {
  particles: number;
  dimension?: number;
  statistics?: 'fermions' | 'bosons' | 'distinguishable';
  /** V0 and σ of the interaction V0/(√(2π) σ) Σ_{i<j} exp(−|x_i − x_j|²/2σ²). */
  strength?: number;
  range?: number;
  hidden?: number;
  layers?: number;
  determinants?: number;
  blocks?: Block[];
  psi?: Expression;
  walkers?: number;
  sweeps?: number;
  learningRate?: number;
  steps?: number;
  seed?: number;
}

/** The blocks of the equivariant ansatz (arXiv:2304.04725), initialised as published. */
export function equivariantBlocks(hidden: number, layers = 2, determinants = 1): Block[] {
  const fanIn = { kind: 'fan_in' } as const;
  return [
    { kind: 'equivariant', name: 'B', layers, hidden, activation: 'tanh', weights: fanIn, biases: fanIn },
    { kind: 'orbitals', name: 'M', determinants, columns: null, weights: fanIn, biases: fanIn },
    { kind: 'gaussian_envelope', name: 'E', width: Math.SQRT1_2 },
  ];
}

/** det(orbitals(B) · envelope). */
export const equivariantPsi: Expression = {
  kind: 'determinant',
  of: multiply(call('M', call('B', everyone)), call('E', everyone)),
};

/** A fermions (or bosons) in R^D: −½∇² + ½x² and the interaction. */
export function trap({
  particles: count,
  dimension = 1,
  statistics = 'fermions',
  strength = 0,
  range = 0.5,
  hidden = 64,
  layers = 2,
  determinants = 1,
  blocks = equivariantBlocks(hidden, layers, determinants),
  psi = equivariantPsi,
  walkers = 512,
  sweeps = 10,
  learningRate = 1e-3,
  steps = 5,
  seed = 1,
}: TrapParts): Experiment {
  const own: Expression = { kind: 'norm', of: particle('i') };
  const gaussian = exp(binary('divide', { kind: 'negate', of: square(distance('i', 'j')) }, number(2 * range ** 2)));
  return {
    format: EXPERIMENT_FORMAT,
    train: 'Run',
    units: 'oscillator',
    seed,
    states: 1,
    hamiltonian: {
      name: 'Trap',
      parameters: { A: count, V0: strength, sigma: range },
      space: { kind: 'continuous', particles: [{ name: 'x', count, dimension, statistics }] },
      terms: [
        { kind: 'kinetic', particles: 'x', coefficient: -0.5, text: 'sum(i) -1/2 * ∇²[i]' },
        {
          kind: 'potential',
          expression: over(['i'], count, multiply(number(0.5), square(own))),
          bodies: 1,
          text: 'sum(i) 1/2 * x[i]^2',
        },
        {
          kind: 'potential',
          expression: over(['i', 'j'], count, multiply(number(strength / (Math.sqrt(2 * Math.PI) * range)), gaussian)),
          bodies: 2,
          text: 'sum(i<j) V0 * g(x[i] - x[j])',
        },
      ],
    },
    ansatz: { name: 'Equivariant', blocks, psi },
    schedule: {
      name: 'Plan',
      sampler: {
        kind: 'metropolis',
        walkers,
        sweeps,
        acceptance: 0.5,
        start: { kind: 'cloud', size: 1 },
        burn_in: 100,
        max_age: null,
        reweight: null,
        proposal: { kind: 'gaussian', width: 0.5 },
      },
      phases: [
        {
          name: 'main',
          objective: { kind: 'energy', clip: 5 },
          optimizer: {
            kind: 'adam',
            learning_rate: learningRate,
            beta1: 0.9,
            beta2: 0.999,
            epsilon: 1e-8,
            weight_decay: 0,
          },
          steps,
          freeze: [],
          stop: null,
        },
      ],
      evaluation: { walkers, samples: 20, sweeps: 10 },
    },
    start_from: null,
    observables: [],
    expectations: [],
    source: { file: 'test', hash: '', line: 1 },
  };
}

import { buildAnsatz } from '../ansatz/ansatz.ts';
import { parameterCount } from '../ansatz/parameters.ts';
import { type Experiment, walkerDimension } from '../experiment.ts';

/** What a training will take, roughly: within a factor of three on a machine like the one it was fitted to. */
export interface Cost {
  readonly parameters: number;
  readonly steps: number;
  /** Seconds of training on so many cores. */
  readonly seconds: number;
  /** Bytes of memory at the peak. */
  readonly bytes: number;
  readonly cores: number;
}

/**
 * Fitted to the measurements in docs/results.md (two cores; the oscillator's Spectrum3D, 46 ms a step):
 * matrix products in float operations a second and core, activations a second and core, and what each step costs whatever it
 * computes.
 */
const PRODUCTS = 150e9;
const ACTIVATIONS = 2.2e9;
const PER_STEP = 0.003;
/**
 * Natural gradients solve n equations, one for each walker or each parameter, whichever are fewer: seconds for n² (products of
 * scores), n³ (the factorisation) and each time. Fitted to four fermions with 256 to 2048 walkers (9, 20, 82 and 465 ms).
 */
const EQUATIONS = { square: 4.6e-8, cube: 3.1e-11, each: 0.004 };
/** Memory of the program itself, and copies of each activation that are alive together. */
const BASE = 150e6;
const COPIES = 4;

/**
 * An estimate of parameters, time and memory.
 *
 * A Metropolis move passes each walker through the networks once. The local energy carries a value, its derivative along each
 * of the n coordinates and the Laplacian, n + 2 numbers, forwards; the gradient goes the same way back at twice the cost.
 */
export function estimateCost(experiment: Experiment, cores: number): Cost {
  const { hamiltonian, schedule } = experiment;
  const { parameters: specs } = buildAnsatz(experiment);
  const parameters = parameterCount(specs);
  const particles = Math.max(...hamiltonian.space.particles.map(({ count }) => count));
  const widths = specs.filter(({ shape }) => shape.length < 2).reduce((sum, { shape }) => sum + (shape[0] ?? 1), 0);
  const { walkers, sweeps } = schedule.sampler;
  const passes = (typeof sweeps === 'number' ? sweeps : 10) + 3 * (walkerDimension(hamiltonian.space) + 2);
  const rows = walkers * particles * passes;
  const step = PER_STEP + (2 * parameters * rows) / (PRODUCTS * cores) + (widths * rows) / (ACTIVATIONS * cores);
  const steps = schedule.phases.reduce((sum, phase) => sum + phase.steps, 0);
  const natural = schedule.phases.filter(({ optimizer: { kind } }) => kind === 'sr' || kind === 'spring');
  const equations = natural.length > 0 ? Math.min(walkers, parameters) : 0;
  const solving = EQUATIONS.each + EQUATIONS.square * equations ** 2 + EQUATIONS.cube * equations ** 3;
  const solved = natural.reduce((sum, phase) => sum + phase.steps, 0);
  const alive = 4 * COPIES * walkers * particles * widths * (walkerDimension(hamiltonian.space) + 2);
  const bytes = BASE + alive + 2 * 8 * equations ** 2;
  return { parameters, steps, seconds: steps * step + solved * solving, bytes, cores };
}

/** The memory that a training takes. */
import { type Experiment, walkerDimension } from '../experiment.ts';

/** Moves of walkers whose random numbers are held at once. */
const MOVES = 16;
/** Blocks that statistics keep of each walker, each with two numbers. */
const STATISTICS = 16 * 2;
const DOUBLE = 8;

/** What would need less, by what the memory is for. */
const HELP = {
  'the walkers and their random numbers': 'fewer walkers need less',
  'the statistics of the evaluation': 'fewer walkers in ‘evaluate’ (else those of the sampler) need less',
  'the derivatives of ln|ψ| at every walker': 'fewer walkers, a smaller network or adam need less',
  'the Gram matrix of the natural gradient': 'fewer walkers, a smaller network or adam need less',
  'the parameters and what the optimizer remembers': 'a smaller network needs less',
} as const;
export type Need = keyof typeof HELP;

/** Bytes of memory that a training takes, without its graphs, and where most of them go. */
export function totalMemory(experiment: Experiment, parameters: number): { bytes: number; most: Need; help: string } {
  const needs = Object.entries(memoryNeeded(experiment, parameters)) as [Need, number][];
  const [most] = needs.sort(([, a], [, b]) => b - a)[0]!;
  return { bytes: needs.reduce((sum, [, bytes]) => sum + bytes, 0), most, help: HELP[most] };
}

/** Bytes that grow with the walkers and the parameters, by what they are for; graphs work on blocks and do not. */
export function memoryNeeded({ hamiltonian, states, schedule }: Experiment, parameters: number): Record<Need, number> {
  const { sampler, evaluation, phases } = schedule;
  const dimension = walkerDimension(hamiltonian.space);
  const natural = phases.some(({ optimizer }) => optimizer.kind === 'sr' || optimizer.kind === 'spring');
  const smaller = Math.min(sampler.walkers, parameters);
  const walkers = Math.max(sampler.walkers, evaluation.walkers);
  return {
    'the walkers and their random numbers': walkers * (dimension + 1) * (MOVES + 4) * 4,
    'the statistics of the evaluation':
      evaluation.walkers * states * (hamiltonian.terms.length + 2) * STATISTICS * DOUBLE,
    'the derivatives of ln|ψ| at every walker': natural ? sampler.walkers * parameters * 4 : 0,
    'the Gram matrix of the natural gradient': natural ? 2 * smaller ** 2 * DOUBLE : 0,
    'the parameters and what the optimizer remembers': parameters * (4 + 3 * DOUBLE),
  };
}

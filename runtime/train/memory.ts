/** The memory that a training takes. */
import { type Phrase, say } from '@qham/grammar/phrase';
import { type Experiment, walkerDimension } from '../experiment.ts';

/** Moves of walkers whose random numbers are held at once. */
const MOVES = 16;
/** Blocks that statistics keep of each walker, each with two numbers. */
const STATISTICS = 16 * 2;
const DOUBLE = 8;

const SMALLER = say`fewer walkers, a smaller network or adam need less`;

/** What the memory is for, and what would need less. */
const TEXTS = {
  walkers: { what: say`the walkers and their random numbers`, help: say`fewer walkers need less` },
  statistics: {
    what: say`the statistics of the evaluation`,
    help: say`fewer walkers in ‘evaluate’ (else those of the sampler) need less`,
  },
  scores: { what: say`the derivatives of ln|ψ| at every walker`, help: SMALLER },
  gram: { what: say`the Gram matrix of the natural gradient`, help: SMALLER },
  parameters: { what: say`the parameters and what the optimizer remembers`, help: say`a smaller network needs less` },
} as const;
type Need = keyof typeof TEXTS;

/** The memory that a training takes. */
export interface TotalMemory {
  /** Without its graphs. */
  bytes: number;
  /** Where most of them go, how many that are, and what would need less. */
  most: Phrase;
  share: number;
  help: Phrase;
}

/** What a training takes in memory, and where most of that goes. */
export function totalMemory(experiment: Experiment, parameters: number): TotalMemory {
  const needs = Object.entries(memoryNeeded(experiment, parameters)) as [Need, number][];
  const [need, share] = needs.sort(([, a], [, b]) => b - a)[0]!;
  const { what: most, help } = TEXTS[need];
  return { bytes: needs.reduce((sum, [, bytes]) => sum + bytes, 0), most, share, help };
}

/** Bytes that grow with the walkers and the parameters, by what they are for; graphs work on blocks and do not. */
export function memoryNeeded({ hamiltonian, states, schedule }: Experiment, parameters: number): Record<Need, number> {
  const { sampler, evaluation, phases } = schedule;
  const dimension = walkerDimension(hamiltonian.space);
  const natural = phases.some(({ optimizer }) => optimizer.kind === 'sr' || optimizer.kind === 'spring');
  const smaller = Math.min(sampler.walkers, parameters);
  const walkers = Math.max(sampler.walkers, evaluation.walkers);
  return {
    walkers: walkers * (dimension + 1) * (MOVES + 4) * 4,
    statistics: evaluation.walkers * states * (hamiltonian.terms.length + 2) * STATISTICS * DOUBLE,
    scores: natural ? sampler.walkers * parameters * 4 : 0,
    gram: natural ? 2 * smaller ** 2 * DOUBLE : 0,
    parameters: parameters * (4 + 3 * DOUBLE),
  };
}

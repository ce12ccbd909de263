import { catalogue, type Phrase, type Report, say, type TrainSyntax } from '@qham/grammar';
import type { Experiment } from '../experiment.ts';
import { estimateCost } from '../train/cost.ts';
import { type Need, totalMemory } from '../train/memory.ts';

/** Memory that only few machines have, in bytes, and a machine and a time that only few have too. */
const MEMORY = 4e12;
const CORES = 64;
const YEAR = 365.25 * 24 * 3600;

/** What the memory is for, and what would need less. */
const NEEDS = {
  'the walkers and their random numbers': {
    what: say`the walkers and their random numbers`,
    less: say`fewer walkers need less`,
  },
  'the statistics of the evaluation': {
    what: say`the statistics of the evaluation`,
    less: say`fewer walkers in ‘evaluate’ (else those of the sampler) need less`,
  },
  'the derivatives of ln|ψ| at every walker': {
    what: say`the derivatives of ln|ψ| at every walker`,
    less: say`fewer walkers, a smaller network or adam need less`,
  },
  'the Gram matrix of the natural gradient': {
    what: say`the Gram matrix of the natural gradient`,
    less: say`fewer walkers, a smaller network or adam need less`,
  },
  'the parameters and what the optimizer remembers': {
    what: say`the parameters and what the optimizer remembers`,
    less: say`a smaller network needs less`,
  },
} as const satisfies Record<Need, { what: Phrase; less: Phrase }>;

/** Warns of a training that is beyond all usual machines: most often a number has a zero too many. */
export function checkSize(train: TrainSyntax, experiment: Experiment, report: Report): void {
  const { parameters, seconds } = estimateCost(experiment, CORES);
  const { bytes, most } = totalMemory(experiment, parameters);
  const place = { node: train, property: 'name' };
  const { name } = train;
  if (bytes > MEMORY) {
    const needs = say`${Number((bytes / 1e12).toPrecision(2))} TB of memory, most of it for ${NEEDS[most].what}`;
    report(catalogue.tooMuch, place, { name, needs, hint: NEEDS[most].less });
  } else if (seconds > YEAR) {
    const needs = say`${Number((seconds / YEAR).toPrecision(2))} years on ${CORES} cores`;
    report(catalogue.tooMuch, place, {
      name,
      needs,
      hint: say`fewer steps, fewer walkers or a smaller network take less`,
    });
  }
}

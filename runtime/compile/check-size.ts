import { catalogue, type Report, say, type TrainSyntax } from '@qham/grammar';
import type { Experiment } from '../experiment.ts';
import { estimateCost } from '../train/cost.ts';
import { totalMemory } from '../train/memory.ts';

/** Memory that only few machines have, in bytes, and a machine and a time that only few have too. */
const MEMORY = 4e12;
const CORES = 64;
const YEAR = 365.25 * 24 * 3600;

/** Warns of a training that is beyond all usual machines: most often a number has a zero too many. */
export function checkSize(train: TrainSyntax, experiment: Experiment, report: Report): void {
  const { parameters, seconds } = estimateCost(experiment, CORES);
  const { bytes, most, help } = totalMemory(experiment, parameters);
  const place = { node: train, property: 'name' };
  const { name } = train;
  if (bytes > MEMORY) {
    const needs = say`${Number((bytes / 1e12).toPrecision(2))} TB of memory, most of it for ${most}`;
    report(catalogue.tooMuch, place, { name, needs, hint: help });
  } else if (seconds > YEAR) {
    const needs = say`${Number((seconds / YEAR).toPrecision(2))} years on ${CORES} cores`;
    report(catalogue.tooMuch, place, {
      name,
      needs,
      hint: say`fewer steps, fewer walkers or a smaller network take less`,
    });
  }
}

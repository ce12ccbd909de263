import { type File, isSweep, isTrain, type SweepSyntax } from '@qham/grammar';
import { Cancellation, interruptAndCheck, type LangiumDocument } from 'langium';
import { sampleSweep } from 'qham/compile/sweep';
import { compiledTrain } from 'qham/compile/train';
import { estimateCost } from 'qham/cost';
import type { Experiment } from 'qham/experiment';

/** Request with `{ textDocument, cores }`: what each train and each sweep of a document will take on so many cores. */
export const COSTS_REQUEST = 'qham/costs';

export interface TrainCost {
  /** The name after `train` or `sweep`. */
  readonly name: string;
  /** Trainable parameters, and bytes in use at a time: of a sweep those of its largest point. */
  readonly parameters: number;
  readonly bytes: number;
  /** Of a sweep, all its points together. */
  readonly seconds: number;
  /** How many points a sweep has; not there for a train. */
  readonly points?: number;
}

/** Points of a sweep that are looked at: a parameter can be a number of particles, so that they may differ much. */
const LOOKED_AT = 4;

/** The estimates for the trains and sweeps that can be trained; between two of them whoever types is heard. */
export async function costsOf(
  document: LangiumDocument,
  cores: number,
  token = Cancellation.CancellationToken.None,
): Promise<TrainCost[]> {
  const costs: TrainCost[] = [];
  for (const node of (document.parseResult.value as File).statements) {
    await interruptAndCheck(token);
    const cost = isTrain(node) ? trainCost(compiledTrain(node), cores) : isSweep(node) ? sweepCost(node, cores) : null;
    if (cost && 'name' in node) costs.push({ name: node.name, ...cost });
  }
  return costs;
}

type Cost = Omit<TrainCost, 'name'>;

function trainCost(experiment: Experiment | undefined, cores: number): Cost | null {
  if (!experiment) return null;
  const { parameters, seconds, bytes } = estimateCost(experiment, cores);
  return { parameters, seconds, bytes };
}

function sweepCost(sweep: SweepSyntax, cores: number): Cost | null {
  const sample = sampleSweep(sweep, LOOKED_AT);
  if (!sample) return null;
  const { points, experiments } = sample;
  const each = experiments.map((experiment) => estimateCost(experiment, cores));
  const seconds = each.reduce((sum, one) => sum + one.seconds, 0) / each.length;
  return {
    parameters: Math.max(...each.map(({ parameters }) => parameters)),
    seconds: points * seconds,
    bytes: Math.max(...each.map(({ bytes }) => bytes)),
    points,
  };
}

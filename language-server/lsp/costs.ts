import { type File, isTrain } from '@qham/grammar';
import { Cancellation, interruptAndCheck, type LangiumDocument } from 'langium';
import { compiledTrain } from 'qham/compile/train';
import { estimateCost } from 'qham/cost';

/** Request with `{ textDocument, cores }`: what each train of a document will take on so many cores. */
export const COSTS_REQUEST = 'qham/costs';

export interface TrainCost {
  /** The name after `train`. */
  readonly name: string;
  readonly parameters: number;
  readonly seconds: number;
  readonly bytes: number;
}

/** The estimates for the trains that can be trained; between two of them whoever types is heard. */
export async function costsOf(
  document: LangiumDocument,
  cores: number,
  token = Cancellation.CancellationToken.None,
): Promise<TrainCost[]> {
  const costs: TrainCost[] = [];
  for (const train of (document.parseResult.value as File).statements.filter(isTrain)) {
    await interruptAndCheck(token);
    const experiment = compiledTrain(train);
    if (!experiment) continue;
    const { parameters, seconds, bytes } = estimateCost(experiment, cores);
    costs.push({ name: train.name, parameters, seconds, bytes });
  }
  return costs;
}

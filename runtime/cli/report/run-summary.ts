import type { EventOf, Judgement, Verdict } from '../../events.ts';
import type { Ending } from '../drive.ts';
import { inEnglish } from './in-english.ts';

/** What `--json` prints of a run. Energies, errors and variance have one number per state, in order of energy. */
export interface RunSummary {
  train: string;
  energies: number[];
  /** One standard error each; null where there were too few samples to know it. */
  errors: (number | null)[];
  /** Of the local energy. */
  variance: number[];
  /** Optimizer steps done. */
  steps: number;
  /** Training and evaluation together. */
  seconds: number;
  device: string;
  /** The run folder. */
  run: string | null;
  expectations: { text: string; verdict: Verdict }[];
  /** What is to be thought of the result. */
  verdict?: Omit<Judgement, 'said'>;
  /** Only where the run did not get to its result: then there are no energies. */
  stopped?: { reason: 'interrupted' | 'failed'; message: string };
}

/** The summary of a run from what its start event says and the event it ended with. */
export function summarise(start: Pick<EventOf<'start'>, 'train' | 'device' | 'run'>, ending: Ending): RunSummary {
  const { train, device, run } = start;
  // A failure names the step that could not be done.
  const steps = ending.type === 'failure' ? ending.step - 1 : ending.step;
  const common = { train, steps, seconds: ending.time, device, run };
  if (ending.type === 'result') {
    const { energies, errors, variance } = ending;
    const expectations = ending.expectations.map(({ text, verdict }) => ({ text, verdict }));
    const { verdict } = ending;
    return { ...common, energies, errors, variance, expectations, ...(verdict && { verdict: inEnglish(verdict) }) };
  }
  const stopped =
    ending.type === 'failure'
      ? { reason: 'failed' as const, message: ending.message }
      : { reason: 'interrupted' as const, message: `interrupted after step ${ending.step}` };
  return { ...common, energies: [], errors: [], variance: [], expectations: [], stopped };
}

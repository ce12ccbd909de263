/** Runs a sweep of a file: what its train starts from first, then every point. */
import type { Program } from '../compile/index.ts';
import { createSweep } from '../store/index.ts';
import type { SweepPlan } from '../sweep/plan.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { metaOf, planned, type RunOptions, sourceFor, trainPlanned } from './run-trains.ts';
import { trainSweep } from './sweep-session.ts';
import { withEngine } from './with-engine.ts';

/** @throws NotAvailable, before anything is trained */
export async function runSweep(
  console: Console,
  program: Program,
  sweepPlan: SweepPlan,
  options: RunOptions,
): Promise<ExitCode> {
  const experiments = sweepPlan.points.map(({ experiment }) => experiment);
  const plan = await planned(program, experiments, options);
  const before = plan.filter(({ asked }) => !asked);
  return withEngine(console, options, async (engine, stop) => {
    const code = await trainPlanned(console, program, before, options, engine, stop);
    // A promise of what it starts from is that run's own affair.
    if (code !== EXIT.fine && code !== EXIT.expectation) return code;
    const sweep = createSweep(options.out, sweepPlan, metaOf(program, engine));
    try {
      return await trainSweep({ sweep, engine, options, stop, sourceOf: sourceFor(program, plan, options) }, console);
    } finally {
      sweep.close();
    }
  });
}

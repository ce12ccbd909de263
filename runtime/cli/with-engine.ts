import type { Engine } from '../engine/index.ts';
import type { Console } from './console.ts';
import type { ExitCode } from './exit-code.ts';
import { openStopRequest, type StopRequest } from './stop-request.ts';
import { openEngineFor, type TrainingOptions } from './training-options.ts';

/** Does something with an engine, listening for the wish to stop; both are given back however that ends. */
export async function withEngine(
  console: Console,
  options: TrainingOptions,
  work: (engine: Engine, stop: StopRequest) => Promise<ExitCode>,
): Promise<ExitCode> {
  const stop = openStopRequest(process, console, options);
  try {
    const engine = await openEngineFor(options, console);
    try {
      return await work(engine, stop);
    } finally {
      await engine.dispose();
    }
  } finally {
    stop.dispose();
  }
}

import { type DeviceName, type Engine, openEngine } from '../engine/index.ts';
import type { Console } from './console.ts';

/** Options that `run` and `resume` share. */
export interface TrainingOptions {
  device?: string;
  threads?: number;
  events?: boolean;
  json?: boolean;
  parentPipe?: boolean;
  /** Seconds to go on after the parent has gone, for another process to take over. */
  linger?: number;
}

/**
 * Opens the engine that the options ask for.
 * @throws DeviceUnavailable also for a name that is no device
 */
export function openEngineFor(
  { device = 'auto', threads }: Pick<TrainingOptions, 'device' | 'threads'>,
  { err }: Pick<Console, 'err'>,
): Promise<Engine> {
  return openEngine(device as DeviceName | 'auto', {
    ...(threads !== undefined && { threads }),
    onFallback: (reason) => err.write(`${err.paint('yellow', 'warning')}: ${reason}\n`),
  });
}

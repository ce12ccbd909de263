import type { Fault, RunEvent } from 'qham/events';
import type { Run } from './runs.ts';

/** What is said about a run while it goes on, for the log. */
export type Remark = { run: Run } & (
  | { kind: 'event'; event: RunEvent | Fault }
  | { kind: 'garbage'; line: string }
  | { kind: 'error-output'; line: string }
  | { kind: 'end' }
);

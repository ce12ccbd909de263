/** The process, as far as stopping it goes. */
export interface Stoppable {
  on(event: NodeJS.Signals, listener: () => void): unknown;
  exit(code: number): void;
  stdin: Pick<NodeJS.ReadStream, 'on' | 'resume' | 'destroy'>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * One Ctrl-C can arrive twice: from the terminal, and once more from `npx` or `npm run`, which pass it on to their child.
 * Milliseconds within which two signals are one.
 */
const SAME_REQUEST = 300;

/**
 * Listens for everything that asks a run to stop: Ctrl-C, SIGTERM, a closed terminal and, with `parentPipe`, the end of
 * stdin, which comes when the process that started this one is gone.
 * @param onStop called once, for the first request; another signal later ends the process at once with 130
 * @param onParentGone called instead where stdin ends
 * @param now a clock in milliseconds
 * @returns a function to be called when there is nothing left to stop. Signals stay caught: one that comes twice must not
 * cut off what the process still has to write.
 */
export function listenForStop(
  process: Stoppable,
  parentPipe: boolean,
  onStop: () => void,
  onParentGone: (() => void) | null = null,
  now: () => number = Date.now,
): () => void {
  let asked: number | null = null;
  const stop = () => {
    if (asked !== null) return;
    asked = now();
    onStop();
  };
  const signalled = () => {
    if (asked !== null && now() - asked > SAME_REQUEST) process.exit(130);
    stop();
  };
  for (const signal of SIGNALS) process.on(signal, signalled);
  if (parentPipe) {
    for (const event of ['end', 'close', 'error'] as const) process.stdin.on(event, onParentGone ?? stop);
    process.stdin.resume();
  }
  return () => {
    // An open stdin would keep the process alive.
    if (parentPipe) process.stdin.destroy();
  };
}

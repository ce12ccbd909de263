import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say, type Words } from '@qham/grammar/phrase';
import { LineSplitter } from './lines.ts';

/** How a training process came to its end. */
export type Ending =
  | { kind: 'ended'; code: number | null; signal: string | null; errorOutput: string }
  | { kind: 'unstartable'; message: Words }
  | { kind: 'silent'; seconds: number };

/** What to start. */
export interface Command {
  /** A Node: inside VS Code that is VS Code's own, which needs no Node to be installed. */
  readonly executable: string;
  readonly arguments: readonly string[];
  /** A file without which it cannot start, and which is looked for first: a Node that lacks its script ends with a stack. */
  readonly script?: string;
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Seconds to its first word (see Listener.line), after which it counts as hanging and is ended. */
  readonly patience: number;
  /** Seconds of silence after that which are worth a remark; as many as `patience` where it is not given. */
  readonly stillness?: number;
  /** Seconds between asking it to stop and ending it. */
  readonly grace: number;
}

export interface Listener {
  /** A line on stdout, without its line end. Returns whether it was a word of the run, not rubbish. */
  line(line: string): boolean;
  /** A line on stderr. */
  errorLine(line: string): void;
  /** It has said nothing for so many seconds since its first word. */
  still(seconds: number): void;
  /** Called once, after the last line. */
  end(ending: Ending): void;
}

/** A training process that was started. */
export interface TrainingProcess {
  readonly pid: number | undefined;
  /** Asks it to write a checkpoint and stop; ends it if it has not done so after the grace. */
  stop(): void;
  /** Settles when it has ended. */
  readonly ended: Promise<void>;
  /** Lets go of it without ending it. */
  release(): void;
}

/** Of stderr the last lines are kept, to say why a process ended. */
const KEPT_ERROR_LINES = 30;

/**
 * Starts a process and reports its lines and its end.
 * Its stdin is a pipe that is never written to: it closes when this process ends, however that happens, and tells the child to end too.
 */
export function startProcess(command: Command, listener: Listener): TrainingProcess {
  const { script } = command;
  if (script !== undefined && !existsSync(script)) return unstartable(say`there is no ${script}`, listener);
  const child = spawn(command.executable, command.arguments, {
    cwd: command.directory,
    env: command.environment,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    // A signal to the editor is not one to its trainings; those see it end by their stdin.
    detached: process.platform !== 'win32',
  });
  let settle: () => void;
  const ended = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const errorLines: string[] = [];
  let failure: Ending | null = null;
  let forced: NodeJS.Timeout | undefined;

  const patience = setTimeout(() => {
    failure ??= { kind: 'silent', seconds: command.patience };
    child.kill('SIGKILL');
  }, command.patience * 1000);

  // What was heard once may take long over a step: that is said, and left to the user.
  const { patience: first, stillness: quiet = first } = command;
  let stillness: NodeJS.Timeout | undefined;
  splitLines(child, 'stdout', (line) => {
    if (!listener.line(line)) return;
    clearTimeout(patience);
    stillness ??= setTimeout(() => listener.still(quiet), quiet * 1000);
    stillness.refresh();
  });
  splitLines(child, 'stderr', (line) => {
    errorLines.push(line);
    if (errorLines.length > KEPT_ERROR_LINES) errorLines.shift();
    listener.errorLine(line);
  });
  // A child that has gone makes its stdin fail; its end is reported by 'close'.
  child.stdin.on('error', () => {});
  child.on('error', (error) => {
    if (child.pid !== undefined) return;
    failure ??= { kind: 'unstartable', message: error.message };
    finish(null, null);
  });
  child.on('close', finish);

  let finished = false;
  function finish(code: number | null, signal: NodeJS.Signals | null): void {
    if (finished) return;
    finished = true;
    clearTimeout(patience);
    clearTimeout(stillness);
    clearTimeout(forced);
    listener.end(failure ?? { kind: 'ended', code, signal, errorOutput: errorLines.join('\n') });
    settle();
  }

  return {
    pid: child.pid,
    ended,
    release() {
      clearTimeout(patience);
      clearTimeout(stillness);
      clearTimeout(forced);
      // It sees its stdin end and waits for somebody else who wants it to go on.
      child.stdin.end();
      child.unref();
    },
    stop() {
      if (finished || forced !== undefined) return;
      clearTimeout(patience);
      forced = setTimeout(() => child.kill('SIGKILL'), command.grace * 1000);
      // Windows has no SIGINT for a single process; there the closed pipe asks.
      if (process.platform === 'win32') child.stdin.end();
      else child.kill('SIGINT');
    },
  };
}

/** A process that was not started; its end is reported as that of every other, after the call. */
function unstartable(message: Words, listener: Listener): TrainingProcess {
  const ended = Promise.resolve().then(() => listener.end({ kind: 'unstartable', message }));
  return { pid: undefined, ended, stop() {}, release() {} };
}

function splitLines(child: ChildProcess, stream: 'stdout' | 'stderr', take: (line: string) => void): void {
  const splitter = new LineSplitter();
  child[stream]?.on('data', (chunk: Uint8Array) => splitter.push(chunk).forEach(take));
  child[stream]?.on('end', () => splitter.end().forEach(take));
}

import type { WriteStream } from 'node:tty';
import { type Paint, painter, wantsColour } from './style.ts';

/** One of the two output streams, as the commands see it. */
export interface Channel {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Width in characters; 80 where nothing is known. */
  readonly columns: number;
  readonly paint: Paint;
}

/** Where a command writes. Nothing below this interface touches the process's streams. */
export interface Console {
  readonly out: Channel;
  readonly err: Channel;
  /** Calls back once when whoever read stdout has gone away; at once if that has happened already. */
  onReaderGone(listener: () => void): void;
}

/** The process's own streams. A reader that goes away is no error: what is written to it from then on is dropped. */
export function openConsole(process: {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  env: NodeJS.ProcessEnv;
}): Console {
  let gone = false;
  const listeners: (() => void)[] = [];
  const out = openChannel(process.stdout, process.env, () => {
    gone = true;
    for (const listener of listeners.splice(0)) listener();
  });
  return {
    out,
    err: openChannel(process.stderr, process.env, () => {}),
    onReaderGone: (listener) => {
      if (gone) listener();
      else listeners.push(listener);
    },
  };
}

function openChannel(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv, onGone: () => void): Channel {
  let gone = false;
  stream.on('error', () => {
    if (gone) return;
    gone = true;
    onGone();
  });
  const isTerminal = stream.isTTY === true;
  return {
    write: (text) => {
      if (!gone) stream.write(text);
    },
    isTerminal,
    get columns() {
      return (stream as WriteStream).columns || 80;
    },
    paint: painter(wantsColour(isTerminal, environment)),
  };
}

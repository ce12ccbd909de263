import type { Settings } from '../settings.ts';
import type { Request } from './request.ts';

type Machine = Pick<Settings, 'device' | 'threads' | 'train.linger'>;

/** The arguments of the `qham` command that train what is asked for, say events on stdout and end with the editor. */
export function commandLine({ file, train }: Request, settings: Machine): string[] {
  return ['run', file, train, ...common(settings)];
}

/** The arguments that go on with the run of a folder, on the device it was begun on unless the settings name one. */
export function resumeLine(folder: string, settings: Machine): string[] {
  return ['resume', folder, ...common(settings)];
}

/** The arguments that evaluate the finished run of a folder again, with so many samples of each walker. */
export function evaluateLine(folder: string, samples: number, settings: Machine): string[] {
  return ['evaluate', folder, '--samples', String(samples), ...common(settings)];
}

function common({ device, threads, 'train.linger': linger }: Machine): string[] {
  return [
    ...['--events', '--parent-pipe', '--linger', String(linger)],
    ...(device === 'auto' ? [] : ['--device', device]),
    ...(threads === 0 ? [] : ['--threads', String(threads)]),
  ];
}

import type { Settings } from '../settings.ts';
import type { Request } from './runs.ts';

/** The arguments of the `qham` command that train what is asked for, say events on stdout and end with the extension. */
export function commandLine(request: Request, settings: Pick<Settings, 'device' | 'threads'>): string[] {
  return [
    'run',
    request.file,
    request.train,
    '--events',
    '--parent-pipe',
    ...(settings.device === 'auto' ? [] : ['--device', settings.device]),
    ...(settings.threads === 0 ? [] : ['--threads', String(settings.threads)]),
  ];
}

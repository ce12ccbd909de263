/** Telling a process from a later one that was given the same number. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process began, as a text that no other process with this number shares; null where it does not run, or where the
 * system does not say.
 */
export function processStart(pid: number): string | null {
  try {
    return process.platform === 'linux' ? linuxStart(pid) : process.platform === 'win32' ? null : unixStart(pid);
  } catch {
    return null;
  }
}

/**
 * Whether the process with this number still runs and is the one that began at `start`.
 * @param start from `processStart`; null is taken to fit any
 */
export function isRunning(pid: number, start: string | null): boolean {
  let foreign = false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // A process of another user may not be asked, but it is there.
    foreign = (error as NodeJS.ErrnoException).code === 'EPERM';
    if (!foreign) return false;
  }
  const now = processStart(pid);
  // Linux says it of every process of our own that has not ended; that of others may be hidden, as may all be elsewhere.
  if (now === null) return foreign || process.platform !== 'linux';
  return start === null || now === start;
}

/** Clock ticks since boot, and which boot that was. A process that has ended and was not yet collected counts as ended. */
function linuxStart(pid: number): string | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in parentheses, which may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot} ${fields[19]}`;
}

function unixStart(pid: number): string | null {
  return (
    execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim() || null
  );
}

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Reads what Linux says about a process; empty when it has ended. */
function about(pid: number, what: 'cmdline' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}

/** State and parent of a process. The name before them stands in brackets and may itself hold any character. */
function stat(pid: number): { state: string; parent: number } {
  const [state = '', parent = ''] = about(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  return { state, parent: Number(parent) };
}

/** The command line of a process, its words parted by blanks. */
export const commandLineOf = (pid: number): string => about(pid, 'cmdline').replaceAll('\0', ' ');

/** The program that a process runs. */
export const executableOf = (pid: number): string => readlinkSync(`/proc/${pid}/exe`);

/** True until a process has ended; one that only waits for its parent to take note has ended. */
export function isAlive(pid: number): boolean {
  return !['', 'Z', 'X'].includes(stat(pid).state);
}

/** Ids of the processes, of this command line, that a process or those below it have started and that have not ended. */
export function processesBelow(root: number, command = /(?:)/): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const parents = new Map(pids.map((pid) => [pid, stat(pid).parent]));
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent === root || (parent !== undefined && parent > 1 && isBelow(parent));
  };
  return pids.filter((pid) => isBelow(pid) && isAlive(pid) && command.test(commandLineOf(pid)));
}

/** Command lines of the processes below another one that wait for connections at a port. */
export function listeningBelow(root: number): string[] {
  const waiting = ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state]) => state === LISTEN)
      .map((columns) => `socket:[${columns[9]}]`),
  );
  return processesBelow(root)
    .filter((pid) => openFiles(pid).some((file) => waiting.includes(file)))
    .map(commandLineOf);
}

/** As Linux writes the state of such a socket. */
const LISTEN = '0A';

function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  /** What has gone meanwhile is left out. */
  const orNothing = (read: () => string[]): string[] => {
    try {
      return read();
    } catch {
      return [];
    }
  };
  return orNothing(() => readdirSync(folder)).flatMap((name) => orNothing(() => [readlinkSync(`${folder}/${name}`)]));
}

/** Ids of the trainings (`qham run`, `qham resume`) that a process or those below it have started and that have not ended. */
export function trainingsBelow(root: number): number[] {
  return processesBelow(root, / ?qham\.mjs (run|resume) /);
}

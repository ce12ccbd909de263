import { isAbsolute, relative } from 'node:path';

/** A path as a person would write it from here: relative where it is below the current folder. */
export function displayPath(path: string, from: string = process.cwd()): string {
  const inside = relative(from, path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}

/** A path as a POSIX shell takes it back, for a line that is there to be pasted. */
export function shellQuoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

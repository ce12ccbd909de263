import type { File } from '../generated/ast.ts';

/** Other files whose names a file may use: what it imports, and the library. */
export interface LinkedFiles {
  readonly imported: readonly File[];
  /** The library that comes with the language. */
  readonly shipped: readonly File[];
  /** The file that an import names; undefined where there is none. */
  find(path: string): File | undefined;
}

const NONE: LinkedFiles = { imported: [], shipped: [], find: () => undefined };
const links = new WeakMap<File, () => LinkedFiles>();

/** Says where the names of other files come from; asked anew each time, because imported files change while they are edited. */
export function linkFiles(file: File, linked: () => LinkedFiles): void {
  links.set(file, linked);
}

export function isLinked(file: File): boolean {
  return links.has(file);
}

export function linkedFiles(file: File | undefined): LinkedFiles {
  return (file && links.get(file)?.()) ?? NONE;
}

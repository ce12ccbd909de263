import type { Diagnostic, TextRange } from '../../compile/diagnostic.ts';

/** One thing to say about a file. `range` is null where there is no text to point at. */
export type Finding = Omit<Diagnostic, 'range'> & { range: TextRange | null };

/** `file:line:column`, which terminals and editors turn into a link; only the file where there is no position. */
export function formatPlace({ file, range }: Pick<Finding, 'file' | 'range'>): string {
  return range ? `${file}:${range.start.line}:${range.start.column}` : file;
}

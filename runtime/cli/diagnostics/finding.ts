import type { Diagnostic, TextRange } from '../../compile/diagnostic.ts';

/** One thing to say about a file. `range` is null where there is no text to point at. */
export type Finding = Omit<Diagnostic, 'range' | 'said'> & { range: TextRange | null };

/** The same with the phrase that its English was made of. */
export type SaidFinding = Finding & Pick<Diagnostic, 'said'>;

/** `file:line:column`, which terminals and editors turn into a link; only the file where there is no position. */
export function formatPlace({ file, range }: Pick<Finding, 'file' | 'range'>): string {
  return range ? `${file}:${range.start.line}:${range.start.column}` : file;
}

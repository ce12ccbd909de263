/** A place in a file. Lines and columns count from 1, columns in UTF-16 code units as in VS Code; the end is exclusive. */
export interface Place {
  file: string;
  start: Position;
  end: Position;
}

export interface Position {
  line: number;
  column: number;
}

/** One thing to say about a file, as the formats of `qham check` print it. */
export interface Finding {
  severity: 'error' | 'warning' | 'info';
  /** Stable code such as `unknown-name`. */
  code: string;
  message: string;
  /** A way out; null where the message says all there is. */
  hint: string | null;
  /** Null for a file that could not be read at all. */
  place: Place | { file: string; start: null };
  /** Other places that belong to it, each with what is there. */
  related: readonly { message: string; place: Place }[];
}

/** Whether any of the findings is an error: then `qham check` and `qham run` end with 2. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}

/** `file:line:column`, which terminals and editors turn into a link; only the file where there is no position. */
export function formatPlace(place: Finding['place']): string {
  return place.start ? `${place.file}:${place.start.line}:${place.start.column}` : place.file;
}

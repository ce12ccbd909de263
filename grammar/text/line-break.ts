/** How a line ends, as in the Language Server Protocol: with a line feed, a carriage return, or both. */
export const LINE_BREAK = /\r\n|\r|\n/;

const ENDS = '\r\n';

/** Whether a sign ends a line, or is the last of two that do. */
export const endsLine = (sign: string): boolean => ENDS.includes(sign);

/** The offset at which the line begins that an offset is in. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !endsLine(text[start - 1]!)) start--;
  return start;
}

/** How the lines of a text end; those of a text of one line end with a line feed. */
export function lineBreakOf(text: string): string {
  return text.match(LINE_BREAK)?.[0] ?? '\n';
}

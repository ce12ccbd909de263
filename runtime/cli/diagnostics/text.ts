import { displayWidth, printable } from '../display-width.ts';
import type { Paint, Style } from '../style.ts';
import { type Finding, formatPlace } from './finding.ts';

const STYLE: Record<Finding['severity'], Style> = { error: 'red', warning: 'yellow', info: 'blue' };

/** Lines of the sources by file, for the excerpt; a file that is not there gets no excerpt. */
export type Sources = ReadonlyMap<string, string>;

/**
 * A finding for a person: where, which code, what, the line with carets under it, the other places, and the way out.
 * @returns lines, each ended by a newline
 */
export function formatText(finding: Finding, sources: Sources, paint: Paint): string {
  const style = STYLE[finding.severity];
  const head = `${paint('bold', printable(formatPlace(finding)))}: ${paint(style, `${finding.severity}[${finding.code}]`)}: ${paint('bold', printable(finding.message))}`;
  const lines = [head];
  lines.push(...excerpt(finding, sources, style, '^', paint));
  for (const related of finding.related) {
    lines.push(`${paint('bold', printable(formatPlace(related)))}: ${printable(related.message)}`);
    lines.push(...excerpt(related, sources, 'blue', '-', paint));
  }
  if (finding.hint) lines.push(`  ${paint('cyan', 'hint')}: ${printable(finding.hint)}`);
  return `${lines.join('\n')}\n`;
}

/** Columns shown of a line that is longer than a screen is wide. */
const WINDOW = 120;

/** The source line and, under it, marks below the characters from start to end (to the end of the line if it goes on). */
function excerpt(
  { file, range }: Pick<Finding, 'file' | 'range'>,
  sources: Sources,
  style: Style,
  mark: string,
  paint: Paint,
): string[] {
  if (!range) return [];
  const { start, end } = range;
  const line = sources.get(file)?.split(/\r\n|\r|\n/)[start.line - 1];
  if (line === undefined) return [];
  const from = Math.min(start.column - 1, line.length);
  const to = end.line > start.line ? line.length : Math.min(end.column - 1, line.length);
  const cut = from > WINDOW ? from - WINDOW / 2 : 0;
  const rest = line.length - cut > WINDOW * 2;
  const before = (cut ? '…' : '') + printable(line.slice(cut, from));
  const marked = printable(line.slice(from, to));
  const after = printable(rest ? line.slice(to, Math.max(to, cut + WINDOW)) : line.slice(to)) + (rest ? '…' : '');
  const number = String(start.line);
  const gutter = (text: string) => paint('dim', `${text.padStart(number.length)} |`);
  const marks = mark.repeat(Math.max(1, displayWidth(marked)));
  return [
    `${gutter(number)} ${before}${marked}${after}`,
    `${gutter('')} ${' '.repeat(displayWidth(before))}${paint(style, marks)}`,
  ];
}

/** `2 errors, 1 warning`, or null when there is nothing to count. */
export function countFindings(findings: readonly Finding[]): string | null {
  const parts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    if (count === 0) return [];
    return [`${count} ${severity === 'info' ? 'note' : severity}${count === 1 ? '' : 's'}`];
  });
  return parts.length ? parts.join(', ') : null;
}

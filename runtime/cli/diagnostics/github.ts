import type { Finding } from './finding.ts';

const COMMAND: Record<Finding['severity'], string> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * A finding as a workflow command, which GitHub shows beside the line of a pull request.
 * @returns one line, ended by a newline
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function formatGitHub(finding: Finding): string {
  const { place } = finding;
  const properties: [string, string | number][] = [['file', place.file]];
  if (place.start) {
    properties.push(['line', place.start.line], ['col', place.start.column], ['endLine', place.end.line]);
    // GitHub refuses columns of a range over several lines, and its endColumn is the last column, not the one after.
    if (place.end.line === place.start.line)
      properties.push(['endColumn', Math.max(place.start.column, place.end.column - 1)]);
  }
  properties.push(['title', finding.code]);
  const others = finding.related.map(
    ({ message, place: at }) => `${at.file}:${at.start.line}:${at.start.column}: ${message}`,
  );
  const message = [finding.message, ...others, ...(finding.hint ? [`hint: ${finding.hint}`] : [])].join('\n');
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${COMMAND[finding.severity]} ${list}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

import { type Finding, formatPlace } from './finding.ts';

const COMMAND: Record<Finding['severity'], string> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * A finding as a workflow command, which GitHub shows beside the line of a pull request.
 * @returns one line, ended by a newline
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function formatGitHub(finding: Finding): string {
  const properties: [string, string | number][] = [['file', finding.file]];
  if (finding.range) {
    const { start, end } = finding.range;
    properties.push(['line', start.line], ['col', start.column], ['endLine', end.line]);
    // GitHub refuses columns of a range over several lines, and its endColumn is the last column, not the one after.
    if (end.line === start.line) properties.push(['endColumn', Math.max(start.column, end.column - 1)]);
  }
  properties.push(['title', finding.code]);
  const others = finding.related.map((related) => `${formatPlace(related)}: ${related.message}`);
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

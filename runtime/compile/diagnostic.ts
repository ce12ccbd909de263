import { english, type Finding, type Phrase, say } from '@qham/grammar';

/** A place in a text; lines and columns count from 1, the end is not part of it. */
export interface TextRange {
  start: { line: number; column: number };
  end: { line: number; column: number };
}

/** What the checker found, for people and programs outside the language. */
export interface Diagnostic {
  /** Stable: QH and four digits. */
  code: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
  /** The way out, where one is obvious. */
  hint?: string;
  /** Both as a phrase. */
  said: Phrase;
  file: string;
  range: TextRange;
  related: { message: string; file: string; range: TextRange }[];
}

/** A program cannot become an Experiment; the diagnostics say why. */
export class CompileError extends Error {
  override name = 'CompileError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatLine).join('\n'));
    this.diagnostics = diagnostics;
  }
}

function formatLine({ file, range, code, message, hint }: Diagnostic): string {
  const place = `${file}:${range.start.line}:${range.start.column}`;
  return `${place}: ${code}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
}

/** A file, by its name for people and by its address in the language's services. */
export interface Home {
  readonly file: string;
  readonly uri: string;
}

/** A finding of the language as a diagnostic about a file. */
export function toDiagnostic(finding: Finding, home: Home): Diagnostic {
  const fileOf = (uri: string | undefined) =>
    uri === undefined || uri === home.uri ? home.file : decodeURIComponent(new URL(uri).pathname);
  return {
    code: finding.code,
    severity: finding.severity,
    ...saidOf(finding),
    file: home.file,
    range: toTextRange(finding.range),
    related: finding.related.map(({ message, range, uri }) => ({
      message: english(message),
      file: fileOf(uri),
      range: toTextRange(range),
    })),
  };
}

/** What a finding says, in English and as a phrase. */
export function saidOf({
  message,
  hint,
}: {
  message: Phrase;
  hint?: Phrase | undefined;
}): Pick<Diagnostic, 'message' | 'hint' | 'said'> {
  if (hint === undefined) return { message: english(message), said: message };
  return { message: english(message), hint: english(hint), said: say`${message} (${hint})` };
}

/** From positions that count from 0 to positions that count from 1. */
export function toTextRange({ start, end }: Finding['range']): TextRange {
  return {
    start: { line: start.line + 1, column: start.character + 1 },
    end: { line: end.line + 1, column: end.character + 1 },
  };
}

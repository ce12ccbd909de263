import { chmodSync, realpathSync, statSync } from 'node:fs';
import { formatProgram } from '../../compile/format.ts';
import { replaceFile } from '../../store/atomic-file.ts';
import type { Console } from '../console.ts';
import type { Finding } from '../diagnostics/finding.ts';
import { readSource } from '../diagnostics/source-file.ts';
import { formatText } from '../diagnostics/text.ts';
import { printable } from '../display-width.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';

/** What became of one file. */
type Outcome = 'formatted' | 'fine' | 'broken';

/**
 * Lays files out. A file that cannot be read whole is left as it is.
 * @param options check only says which files would change
 * @returns 2 where a file is broken; else 1 where `--check` has found something to change
 */
export async function fmt(
  console: Console,
  files: readonly string[],
  { check = false }: { check?: boolean },
): Promise<ExitCode> {
  const { out, err } = console;
  const outcomes: Outcome[] = [];
  for (const file of new Set(files)) {
    const outcome = await formatFile(file, check, console);
    outcomes.push(outcome);
    if (outcome !== 'formatted') continue;
    if (check) err.write(`${printable(file)} is not formatted: qham fmt ${printable(file)}\n`);
    else out.write(`${out.paint('green', '✓')} ${printable(file)}: formatted\n`);
  }
  if (outcomes.includes('broken')) return EXIT.usage;
  return check && outcomes.includes('formatted') ? EXIT.expectation : EXIT.fine;
}

async function formatFile(file: string, check: boolean, { err }: Console): Promise<Outcome> {
  const refuse = (findings: readonly Finding[], sources: ReadonlyMap<string, string>): Outcome => {
    for (const finding of findings) err.write(`${formatText(finding, sources, err.paint)}\n`);
    err.write(`${printable(file)} is left as it is: it cannot be read whole\n`);
    return 'broken';
  };
  const source = await readSource(file);
  if ('finding' in source) return refuse([source.finding], new Map());
  const formatted = formatProgram(source.text, file);
  if ('diagnostics' in formatted) return refuse(formatted.diagnostics, new Map([[file, source.text]]));
  if (formatted.text === source.text) return 'fine';
  if (!check) write(file, source.mark + formatted.text);
  return 'formatted';
}

/** Replaces a file, or what a link points at, whole or not at all, with its permissions. */
function write(file: string, text: string): void {
  const path = realpathSync(file);
  const { mode } = statSync(path);
  replaceFile(path, text);
  chmodSync(path, mode);
}

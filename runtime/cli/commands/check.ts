import type { Console } from '../console.ts';
import { type CheckedFile, checkFile, hasErrors, sourcesOf } from '../diagnostics/checked-file.ts';
import { formatGitHub } from '../diagnostics/github.ts';
import { toSarif } from '../diagnostics/sarif.ts';
import { countFindings, formatText } from '../diagnostics/text.ts';
import { printable } from '../display-width.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { inEnglish } from '../report/in-english.ts';
import { VERSION } from '../version.ts';

type Format = 'text' | 'json' | 'github' | 'sarif';

/** Checks files and prints what is found: for people on stderr, for programs on stdout. */
export async function check(
  console: Console,
  files: readonly string[],
  options: { format: Format },
): Promise<ExitCode> {
  const checked: CheckedFile[] = [];
  for (const file of new Set(files)) checked.push(await checkFile(file));
  PRINT[options.format](checked, console);
  return checked.some(({ findings }) => hasErrors(findings)) ? EXIT.usage : EXIT.fine;
}

const PRINT: Record<Format, (checked: readonly CheckedFile[], console: Console) => void> = {
  text: printText,
  json: (checked, { out }) =>
    out.write(
      `${JSON.stringify(
        allFindings(checked).map((finding) => inEnglish(finding)),
        null,
        2,
      )}\n`,
    ),
  github: (checked, { out }) => out.write(allFindings(checked).map(formatGitHub).join('')),
  sarif: (checked, { out }) => out.write(`${JSON.stringify(toSarif(allFindings(checked), VERSION), null, 2)}\n`),
};

function allFindings(checked: readonly CheckedFile[]) {
  return checked.flatMap(({ findings }) => findings);
}

function printText(checked: readonly CheckedFile[], { out, err }: Console): void {
  const sources = sourcesOf(checked);
  for (const { file, program, findings } of checked) {
    for (const finding of findings) err.write(`${formatText(finding, sources, err.paint)}\n`);
    if (hasErrors(findings)) continue;
    const trains = program?.trains.length ?? 0;
    const count = `${trains} ${trains === 1 ? 'train' : 'trains'}`;
    out.write(
      `${out.paint('green', '✓')} ${printable(file)}: ${count}, ${countFindings(findings) ?? 'nothing to complain of'}\n`,
    );
  }
  const total = countFindings(allFindings(checked));
  if (total) err.write(`${total}\n`);
}

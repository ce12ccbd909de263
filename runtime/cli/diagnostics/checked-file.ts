import { catalogue } from '@qham/grammar';
import { type Program, parseProgram } from '../../compile/index.ts';
import type { Finding, SaidFinding } from './finding.ts';
import { readSource } from './source-file.ts';

/** A file as far as it could be read: its program is null where there was no text to check. */
export interface CheckedFile {
  file: string;
  program: Program | null;
  findings: readonly SaidFinding[];
}

/** Reads and checks a file. Whatever is wrong with it is a finding. */
export async function checkFile(file: string): Promise<CheckedFile> {
  const source = await readSource(file);
  if ('finding' in source) return { file, program: null, findings: [source.finding] };
  const program = await parseProgram(source.text, file, readImported);
  return { file, program, findings: program.diagnostics };
}

/** Stands for a file that is there, but is no text: it has an error, so the import is told to be of a file that cannot be read. */
const UNREADABLE = '\0';

/** The text of an imported file. @throws where there is none */
async function readImported(path: string): Promise<string> {
  const source = await readSource(path);
  if (!('finding' in source)) return source.text;
  if (source.finding.code === catalogue.noFile.code) throw new Error(source.finding.message);
  return UNREADABLE;
}

/** The texts of the files, for excerpts. */
export function sourcesOf(files: readonly CheckedFile[]): Map<string, string> {
  return new Map(files.flatMap(({ file, program }) => (program ? [[file, program.text] as const] : [])));
}

/** Whether any of the findings is an error: then `qham check` and `qham run` end with 2. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}

import {
  applied,
  createQhamServices,
  createReport,
  type File,
  formatEdits,
  reportSyntaxErrors,
  URI,
} from '@qham/grammar';
import { type Diagnostic, toDiagnostic } from './diagnostic.ts';

/**
 * A program's text as the language is laid out; formatting the result again changes nothing.
 * @returns why not, where it cannot be read whole
 */
export function formatProgram(text: string, file: string): { text: string } | { diagnostics: Diagnostic[] } {
  const { qham } = createQhamServices();
  const document = qham.shared.workspace.LangiumDocumentFactory.fromString<File>(
    text,
    URI.parse('qham-program:/format.qham'),
  );
  const { report, findings } = createReport();
  reportSyntaxErrors(document, report);
  if (findings().length > 0)
    return { diagnostics: findings().map((finding) => toDiagnostic(finding, { file: file, uri: '' })) };
  return { text: applied(text, formatEdits(document)) };
}

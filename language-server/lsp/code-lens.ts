import { type File, isTrain } from '@qham/grammar';
import { GrammarUtils, type LangiumDocument } from 'langium';
import type { CodeLensProvider } from 'langium/lsp';
import { type CodeLens, type Command, DiagnosticSeverity } from 'vscode-languageserver';

/** Commands that the extension has to offer. */
export const TRAIN_COMMAND = 'qham.train';
export const REASON_COMMAND = 'qham.showReason';

/** `▶ Train` above every train; where the file has errors it says so and stays, so that nothing moves. */
export class QhamCodeLensProvider implements CodeLensProvider {
  provideCodeLens(document: LangiumDocument): CodeLens[] {
    const trains = (document.parseResult.value as File).statements.filter(isTrain);
    return trains.flatMap((train) => {
      const range = (GrammarUtils.findNodeForProperty(train.$cstNode, 'name') ?? train.$cstNode)?.range;
      if (!range || !train.name) return [];
      return [{ range, command: reason(document) ?? start(document, train.name) }];
    });
  }
}

function start(document: LangiumDocument, train: string): Command {
  return { title: '▶ Train', command: TRAIN_COMMAND, arguments: [document.uri.toString(), train] };
}

/** Why nothing can be trained now; undefined where it can. */
function reason(document: LangiumDocument): Command | undefined {
  const errors = (document.diagnostics ?? []).filter(({ severity }) => severity === DiagnosticSeverity.Error);
  const [first] = errors;
  if (!first) return undefined;
  const count = errors.length === 1 ? '1 error' : `${errors.length} errors`;
  const { line, character } = first.range.start;
  return {
    title: `Train (fix ${count} first: line ${line + 1})`,
    command: REASON_COMMAND,
    arguments: [document.uri.toString(), { line, character, message: first.message }],
  };
}

import { type File, isSweep, isTrain } from '@qham/grammar';
import { GrammarUtils, type LangiumDocument } from 'langium';
import type { CodeLensProvider } from 'langium/lsp';
import { type CodeLens, type Command, DiagnosticSeverity } from 'vscode-languageserver';

/** Commands that the extension has to offer. */
export const TRAIN_COMMAND = 'qham.train';
export const REASON_COMMAND = 'qham.showReason';

/** `▶ Train` above every train, `▶ Sweep` above every sweep; where the file has errors it says so and stays, so that nothing moves. */
export class QhamCodeLensProvider implements CodeLensProvider {
  provideCodeLens(document: LangiumDocument): CodeLens[] {
    const { statements } = document.parseResult.value as File;
    return statements
      .filter((node) => isTrain(node) || isSweep(node))
      .flatMap((node) => {
        const range = (GrammarUtils.findNodeForProperty(node.$cstNode, 'name') ?? node.$cstNode)?.range;
        if (!range || !node.name) return [];
        const title = isSweep(node) ? '▶ Sweep' : '▶ Train';
        return [{ range, command: reason(document) ?? start(document, title, node.name) }];
      });
  }
}

function start(document: LangiumDocument, title: string, train: string): Command {
  return { title, command: TRAIN_COMMAND, arguments: [document.uri.toString(), train] };
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

import { type File, inARow, isInverse, isSweep, isTrain, type Speak, say, type Words } from '@qham/grammar';
import { GrammarUtils, type LangiumDocument } from 'langium';
import type { CodeLensProvider } from 'langium/lsp';
import { missingIn } from 'qham/compile/train';
import { notBuiltIn } from 'qham/compile/unavailable';
import { type CodeLens, type Command, DiagnosticSeverity, type Range } from 'vscode-languageserver';
import type { QhamServerServices } from '../module.ts';

/** Commands that the extension has to offer. */
export const TRAIN_COMMAND = 'qham.train';
export const REASON_COMMAND = 'qham.showReason';

/**
 * `▶ Train` above every train and inverse problem, `▶ Sweep` above every sweep. Where the file has errors, or this kind of training is
 * not built yet, it says so and stays, so that nothing moves.
 */
export class QhamCodeLensProvider implements CodeLensProvider {
  readonly #speak: Speak;

  constructor({ localization }: QhamServerServices) {
    this.#speak = localization.Speak;
  }

  provideCodeLens(document: LangiumDocument): CodeLens[] {
    const file = document.parseResult.value as File;
    const speak = this.#speak;
    const broken = errorsIn(document, speak);
    return file.statements
      .filter((node) => isTrain(node) || isSweep(node) || isInverse(node))
      .flatMap((node) => {
        const range = (GrammarUtils.findNodeForProperty(node.$cstNode, 'name') ?? node.$cstNode)?.range;
        if (!range || !node.name) return [];
        const command =
          broken ?? notYet(document, range, missingFor(file, node), speak) ?? start(document, node, speak);
        return [{ range, command }];
      });
  }
}

type Trained = Extract<File['statements'][number], { $type: 'Train' | 'Sweep' | 'Inverse' }>;

function start(document: LangiumDocument, node: Trained, speak: Speak): Command {
  const title = speak(isSweep(node) ? say`▶ Sweep` : say`▶ Train`);
  return { title, command: TRAIN_COMMAND, arguments: [document.uri.toString(), node.name] };
}

/** What it asks for that cannot be trained yet. */
function missingFor(file: File, node: Trained): readonly Words[] {
  if (isInverse(node)) return notBuiltIn(file).flatMap(({ name, what }) => (name === node.name ? [what] : []));
  const train = isSweep(node) ? node.train.ref : node;
  return train ? missingIn(train) : [];
}

function notYet(
  document: LangiumDocument,
  { start }: Range,
  missing: readonly Words[],
  speak: Speak,
): Command | undefined {
  if (missing.length === 0) return undefined;
  const what = inARow(missing);
  return {
    title: speak(say`Train (not available yet: ${what})`),
    command: REASON_COMMAND,
    arguments: [document.uri.toString(), { ...start, message: speak(what), kind: 'unavailable' }],
  };
}

/** Why nothing can be trained now; undefined where it can. */
function errorsIn(document: LangiumDocument, speak: Speak): Command | undefined {
  const errors = (document.diagnostics ?? []).filter(({ severity }) => severity === DiagnosticSeverity.Error);
  const [first] = errors;
  if (!first) return undefined;
  const { line, character } = first.range.start;
  const title =
    errors.length === 1
      ? say`Train (fix 1 error first: line ${line + 1})`
      : say`Train (fix ${errors.length} errors first: line ${line + 1})`;
  return {
    title: speak(title),
    command: REASON_COMMAND,
    arguments: [document.uri.toString(), { line, character, message: first.message, kind: 'errors' }],
  };
}

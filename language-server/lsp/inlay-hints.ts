import {
  defaults,
  dimensionsIn,
  type ExpressionSyntax,
  evaluateNumber,
  type File,
  isArgument,
  isDefinition,
  isExpression,
  isNumberLiteral,
  isParameter,
  isPure,
  isSetting,
  isSign,
  isTrain,
  type Speak,
  say,
  silently,
} from '@qham/grammar';
import { type AstNode, AstUtils, Cancellation, GrammarUtils, interruptAndCheck, type LangiumDocument } from 'langium';
import type { InlayHintProvider } from 'langium/lsp';
import { compiledTrain } from 'qham/compile/train';
import { estimateCost } from 'qham/cost';
import { DiagnosticSeverity, type InlayHint, InlayHintKind, type InlayHintParams } from 'vscode-languageserver';
import type { QhamServerServices } from '../module.ts';

/** Which hints are shown: `qham.inlayHints.*` of the editor. */
interface Shown {
  readonly parameters: boolean;
  readonly values: boolean;
  readonly dimensions: boolean;
}

type Maker = (node: AstNode, file: File, speak: Speak, sound: boolean) => Generator<InlayHint>;

const MAKERS: Readonly<Record<keyof Shown, Maker>> = {
  parameters: parameterCount,
  values: resolvedValue,
  dimensions: dimension,
};

/** Shows between the words what follows from them: the number of trainable parameters, values, dimensions. */
export class QhamInlayHintProvider implements InlayHintProvider {
  readonly #configuration: QhamServerServices['shared']['workspace']['ConfigurationProvider'];

  readonly #speak: Speak;

  constructor({ shared, localization }: QhamServerServices) {
    this.#speak = localization.Speak;
    this.#configuration = shared.workspace.ConfigurationProvider;
  }

  async getInlayHints(
    document: LangiumDocument,
    { range }: InlayHintParams,
    token = Cancellation.CancellationToken.None,
  ): Promise<InlayHint[]> {
    const given = (await this.#configuration.getConfiguration('qham', 'inlayHints')) as Partial<Shown> | undefined;
    const makers = Object.entries(MAKERS).filter(([name]) => given?.[name as keyof Shown] !== false);
    const file = document.parseResult.value as File;
    const sound = !document.diagnostics?.some(({ severity }) => severity === DiagnosticSeverity.Error);
    const hints: InlayHint[] = [];
    for (const node of AstUtils.streamAst(file, { range })) {
      await interruptAndCheck(token);
      for (const [, make] of makers) hints.push(...make(node, file, this.#speak, sound));
    }
    return hints;
  }
}

/** Behind the ansatz of a train: how many parameters it has with this Hamiltonian. */
function* parameterCount(node: AstNode, _: File, speak: Speak, sound: boolean): Generator<InlayHint> {
  const end = sound && isTrain(node) ? node.ansatz?.$cstNode?.range.end : undefined;
  const experiment = isTrain(node) && end ? compiledTrain(node) : undefined;
  if (!end || !experiment) return;
  const { parameters } = estimateCost(experiment, 1);
  const label = speak(say`${parameters} parameters`);
  yield { position: end, label, kind: InlayHintKind.Type, paddingLeft: true };
}

/** Behind a formula of numbers: its value. */
function* resolvedValue(node: AstNode): Generator<InlayHint> {
  const { $container: owner } = node;
  if (!isExpression(node) || !node.$cstNode || !(isSetting(owner) || isParameter(owner) || isArgument(owner))) return;
  if (isPlain(node)) return;
  const value = evaluateNumber(node, { lookup: defaults(), report: silently });
  if (value === undefined) return;
  yield { position: node.$cstNode.range.end, label: `= ${Number(value.toPrecision(4))}`, paddingLeft: true };
}

/** A number as it is, with or without its sign, needs no explanation. */
const isPlain = (node: ExpressionSyntax): boolean => isNumberLiteral(node) || (isSign(node) && isPlain(node.operand));

/** Behind the name of a definition: the dimension of its formula. */
function* dimension(node: AstNode, file: File, speak: Speak): Generator<InlayHint> {
  if (!isDefinition(node) || !node.value) return;
  const name = GrammarUtils.findNodeForProperty(node.$cstNode, 'name');
  const shown = name && dimensionsIn(file).of(node.value);
  if (!name || !shown || isPure(shown.dimension)) return;
  const label = `: ${speak(shown.name)}`;
  yield {
    position: name.range.end,
    label,
    kind: InlayHintKind.Type,
    ...(shown.unit ? { tooltip: speak(say`in ${shown.unit}`) } : {}),
  };
}

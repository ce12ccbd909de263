import {
  type Definition,
  escapeLatex,
  type File,
  type FileParameter,
  isAnsatz,
  isArgument,
  isBlockUse,
  isCall,
  isDefinition,
  isEvaluation,
  isFileParameter,
  isHamiltonian,
  isNamedFormula,
  isNumberLiteral,
  isOptimizer,
  isPhase,
  isReference,
  isSampler,
  isSchedule,
  isSetting,
  isStopRule,
  latexOf,
  latexOfDefinition,
  type NamedFormula,
  type Setting,
  sourceText,
} from '@qham/grammar';
import { type AstNode, AstUtils, Cancellation, interruptAndCheck, type LangiumDocument } from 'langium';
import type { Range } from 'vscode-languageserver';
import type { Typesetter } from '../typeset/typesetter.ts';

/** Request with `{ textDocument }`: the whole file as physics. */
export const TYPESET_REQUEST = 'qham/typeset';

/** One line of the typeset file. */
export interface TypesetRow {
  /** What of the file it shows. */
  readonly range: Range;
  /** 0: a declaration, 1: what is in it, 2: what is in that. */
  readonly depth: number;
  /** In the file's own words; of a formula too, for those who cannot see it. */
  readonly text: string;
  /** Of a display formula; null where the row has words only. */
  readonly latex: string | null;
  /** The formula in `currentColor` without inline styles; null where it cannot be typeset. */
  readonly svg: string | null;
}

export interface TypesetResult {
  readonly rows: readonly TypesetRow[];
  /** The whole file as the body of a LaTeX document. */
  readonly latex: string;
}

/** The file from its first statement to its last: headings, formulas as formulas, everything else as it is written. */
export async function typesetFile(
  document: LangiumDocument,
  typesetter: Typesetter,
  token = Cancellation.CancellationToken.None,
): Promise<TypesetResult> {
  const rows: TypesetRow[] = [];
  for (const { node, depth, latex, text } of partsOf(document.parseResult.value as File)) {
    await interruptAndCheck(token);
    const range = node.$cstNode?.range;
    if (!range) continue;
    const svg = latex === null ? undefined : await typesetter.typeset(latex, 'currentColor');
    rows.push({ range, depth, text, latex, svg: svg === undefined ? null : unstyled(svg) });
  }
  return { rows, latex: rows.map(latexOfRow).join('\n') };
}

interface Part {
  readonly node: AstNode;
  readonly depth: number;
  readonly text: string;
  readonly latex: string | null;
}

function* partsOf({ statements }: File): Generator<Part> {
  for (const statement of statements) {
    if (isNamedFormula(statement) || isFileParameter(statement)) yield formulaPart(statement, 0);
    else yield words(statement, 0);
    if (isHamiltonian(statement) || isAnsatz(statement))
      for (const member of statement.members)
        yield isDefinition(member) || isNamedFormula(member) ? formulaPart(member, 1) : words(member, 1);
    if (isSchedule(statement)) for (const member of statement.members) yield* scheduleParts(member, 1);
    if ('members' in statement && !isHamiltonian(statement) && !isAnsatz(statement) && !isSchedule(statement))
      for (const member of statement.members) yield words(member, 1);
  }
}

function* scheduleParts(node: AstNode, depth: number): Generator<Part> {
  if (isSetting(node)) {
    yield isPlain(node) ? words(node, depth) : formulaPart(node, depth);
    return;
  }
  yield words(node, depth);
  if (isPhase(node)) for (const member of node.members) yield* scheduleParts(member, depth + 1);
  for (const setting of settingsOf(node)) if (!isPlain(setting)) yield formulaPart(setting, depth + 1);
}

/** A number, a name, a list of these or `uniform(1)` is read as well as it is written. */
function isPlain({ value }: Setting): boolean {
  return !AstUtils.streamAst(value).some(
    (node) =>
      !isNumberLiteral(node) && !isReference(node) && !isCall(node) && !isArgument(node) && node.$type !== 'List',
  );
}

/** A formula; a block with settings is none. */
function formulaPart(node: Definition | NamedFormula | FileParameter | Setting, depth: number): Part {
  const text = sourceText(node);
  const { value } = node;
  if (isBlockUse(value)) return { node, depth, text: joined(text, value.settings), latex: null };
  const latex = isSetting(node)
    ? `\\mathrm{${escapeLatex(node.key)}} = ${latexOf(node.value)}`
    : latexOfDefinition(node);
  return { node, depth, text, latex };
}

/** What a declaration says before its braces, with those settings of it that are not shown on their own. */
function words(node: AstNode, depth: number): Part {
  return { node, depth, text: joined(sourceText(node), settingsOf(node).filter(isPlain)), latex: null };
}

/** The text before its braces, and these settings out of them. */
function joined(text: string, settings: readonly Setting[]): string {
  const brace = text.indexOf('{');
  const head = brace < 0 ? text : text.slice(0, brace).trim();
  return [head, ...settings.map(sourceText)].join(' · ');
}

/** The settings of a part of a schedule. */
const settingsOf = (node: AstNode): readonly Setting[] =>
  isSampler(node) || isOptimizer(node) || isStopRule(node) || isEvaluation(node) ? node.settings : [];

/** The policy of a page may forbid inline styles; what they say is where the baseline is, and a display formula has none. */
const unstyled = (svg: string): string => svg.replaceAll(/ style="[^"]*"/g, '');

function latexOfRow({ depth, text, latex }: TypesetRow): string {
  if (latex !== null) return `\\[ ${latex} \\]`;
  return depth === 0 ? `\\paragraph{${escapeLatex(text)}}` : `\\noindent\\texttt{${escapeLatex(text)}}\\\\`;
}

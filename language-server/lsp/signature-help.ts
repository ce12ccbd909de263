import {
  BLOCKS,
  docComment,
  type File,
  FUNCTION_NAMES,
  isAnsatz,
  isHamiltonian,
  isNamedFormula,
  type LibraryName,
  OPTIMIZERS,
  SAMPLERS,
  type SettingSpec,
  type Speak,
  sourceText,
} from '@qham/grammar';
import type { LangiumDocument, Lexer } from 'langium';
import type { SignatureHelpProvider } from 'langium/lsp';
import type { SignatureHelp, SignatureHelpParams, SignatureInformation } from 'vscode-languageserver';
import type { QhamServerServices } from '../module.ts';
import { settingMarkdown } from './setting-text.ts';

/** The bracket around the cursor: what stands before it, and what has been written in it. */
interface Opened {
  readonly name: string;
  readonly bracket: '(' | '{';
  /** Commas, or statements, between the bracket and the cursor. */
  readonly index: number;
  /** The word that the part at the cursor begins with: a name of a parameter or a setting. */
  readonly key: string;
}

/**
 * What a function, a Hamiltonian, an ansatz or a block takes. Looks at the tokens before the cursor only, so that it has an
 * answer in the middle of what is being typed.
 */
export class QhamSignatureHelpProvider implements SignatureHelpProvider {
  readonly signatureHelpOptions = { triggerCharacters: ['(', '{', ','], retriggerCharacters: [';', '='] };
  readonly #lexer: Lexer;
  readonly #speak: Speak;

  constructor(services: QhamServerServices) {
    this.#lexer = services.parser.Lexer;
    this.#speak = services.localization.Speak;
  }

  provideSignatureHelp(document: LangiumDocument, { position }: SignatureHelpParams): SignatureHelp | undefined {
    const before = document.textDocument.getText({ start: { line: 0, character: 0 }, end: position });
    const opened = bracketAround(this.#lexer.tokenize(before).tokens.map(({ image }) => image));
    const signature = opened && signatureOf(opened, document.parseResult.value as File, this.#speak);
    if (!signature) return undefined;
    const names = (signature.parameters ?? []).map(({ label }) => String(label).split(/\s*=/)[0]!);
    const named = names.indexOf(opened.key);
    const activeParameter =
      named >= 0 ? named : opened.bracket === '(' ? Math.min(opened.index, names.length - 1) : null;
    return { signatures: [{ ...signature, activeParameter }], activeSignature: 0, activeParameter };
  }
}

function bracketAround(tokens: readonly string[]): Opened | undefined {
  let depth = 0;
  let index = 0;
  let start = tokens.length;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i]!;
    if (depth === 0 && (token === ',' || token === ';')) {
      if (index === 0) start = i + 1;
      index++;
    }
    if (token === ')' || token === ']' || token === '}') depth++;
    if (token !== '(' && token !== '[' && token !== '{') continue;
    if (depth-- > 0) continue;
    if (token === '[') return undefined;
    if (index === 0) start = i + 1;
    return { name: tokens[i - 1] ?? '', bracket: token, index, key: tokens[start] ?? '' };
  }
  return undefined;
}

function signatureOf({ name, bracket }: Opened, file: File, speak: Speak): SignatureInformation | undefined {
  if (bracket === '{') {
    const component = [...BLOCKS, ...SAMPLERS, ...OPTIMIZERS].find((candidate) => candidate.name.name === name);
    return component && settingsSignature(component.name, component.table, speak);
  }
  for (const statement of file.statements) {
    if (!(isHamiltonian(statement) || isAnsatz(statement) || isNamedFormula(statement)) || statement.name !== name)
      continue;
    const formal = isNamedFormula(statement) ? statement.arguments : [];
    const parameters = [...formal, ...statement.parameters].map((parameter) => ({ label: sourceText(parameter) }));
    const documentation = docComment(statement);
    return {
      label: `${name}(${parameters.map(({ label }) => label).join(', ')})`,
      parameters,
      ...(documentation === undefined ? {} : { documentation: { kind: 'markdown', value: documentation } }),
    };
  }
  const library = [...FUNCTION_NAMES, ...choices()].find((candidate) => candidate.name === name);
  return library && librarySignature(library, speak);
}

function librarySignature({ signature, documentation }: LibraryName, speak: Speak): SignatureInformation | undefined {
  const inside = signature.match(/\((.*)\)$/)?.[1];
  if (inside === undefined) return undefined;
  const parameters = inside.split(/,\s*/).map((label) => ({ label }));
  return { label: signature, parameters, documentation: { kind: 'markdown', value: speak(documentation) } };
}

function settingsSignature(
  name: LibraryName,
  table: Readonly<Record<string, SettingSpec<unknown>>>,
  speak: Speak,
): SignatureInformation {
  const parameters = Object.entries(table).map(([key, setting]) => ({
    label: key,
    documentation: { kind: 'markdown' as const, value: settingMarkdown(key, name.name, setting, speak) },
  }));
  return { label: `${name.name} { ${parameters.map(({ label }) => label).join('; ')} }`, parameters };
}

/** The names that settings choose from, such as `normal(std)`. */
function* choices(): Generator<LibraryName> {
  for (const { table } of [...BLOCKS, ...SAMPLERS, ...OPTIMIZERS])
    for (const { value } of Object.values(table)) yield* value.choices;
}

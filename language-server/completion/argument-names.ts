import {
  BOX_SIZES,
  isArgument,
  isCall,
  isLibraryName,
  isNamedFormula,
  isSpace,
  type NamedArgument,
  namedArguments,
  PERIODIC_BOX,
  type Speak,
  say,
  sourceText,
  type Words,
} from '@qham/grammar';
import { type AstNode, AstUtils } from 'langium';
import type { CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver';

/** What the brackets around a place take by name, and is not given yet. */
export function* argumentNames(node: AstNode | undefined, speak: Speak): Generator<CompletionValueItem> {
  const argument = node && AstUtils.getContainerOfType(node, isArgument);
  const owner = argument?.$container;
  if (!isCall(owner) && !isSpace(owner)) return;
  const given = owner.arguments.flatMap((each) => (each === argument ? [] : (each.label ?? [])));
  const known = isCall(owner) ? argumentsOf(owner.callee?.symbol.ref) : boxArguments(owner.kind);
  for (const { name, documentation, detail } of known)
    if (!given.includes(name))
      yield {
        label: name,
        kind: CompletionItemKind.Property,
        insertText: `${name} = `,
        ...(detail === undefined ? {} : { detail: speak(detail) }),
        ...(documentation === undefined ? {} : { documentation: { kind: 'markdown', value: speak(documentation) } }),
        sortText: '0',
      };
}

interface Named {
  readonly name: string;
  readonly documentation?: Words;
  readonly detail?: Words;
}

function argumentsOf(target: AstNode | undefined): Named[] {
  if (isNamedFormula(target))
    return target.parameters.map((parameter) => ({ name: parameter.name, detail: sourceText(parameter) }));
  if (!isLibraryName(target)) return [];
  return Object.entries(namedArguments(target)).map(([name, argument]) => ({ name, ...shown(argument) }));
}

function shown({ documentation, fallback }: NamedArgument): Omit<Named, 'name'> {
  if (!('shown' in fallback)) return { documentation };
  return { documentation: say`${documentation}\n\nWhy: ${fallback.reason}.`, detail: say`default ${fallback.shown}` };
}

function boxArguments(kind: string): Named[] {
  if (kind !== PERIODIC_BOX) return [];
  const sizes = Object.entries(BOX_SIZES).map(([name, documentation]) => ({ name, documentation }));
  return [...sizes, { name: 'D', documentation: say`How many dimensions.`, detail: say`default ${3}` }];
}

import { type Speak, SYSTEMS, systemOf, unitNamed, unitNames } from '@qham/grammar';
import type { AstNode } from 'langium';
import type { CompletionContext, CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver';

/** Units that stand first in every list: those of papers. */
const USUAL: readonly string[] = [
  'eV',
  'meV',
  'keV',
  'MeV',
  'GeV',
  'Ha',
  'Ry',
  'nm',
  'pm',
  'fm',
  'Å',
  'fs',
  'ps',
  'T',
  'K',
];

/**
 * Units behind a number. Directly behind a digit there are none, or a list would open at every digit.
 * @param node a node of the file
 */
export function* unitsAt(context: CompletionContext, node: AstNode, speak: Speak): Generator<CompletionValueItem> {
  const text = context.textDocument.getText();
  if (context.tokenOffset === context.offset && !/[ \t]/.test(text[context.tokenOffset - 1] ?? '')) return;
  const system = systemOf(node);
  const own = system ? Object.values(SYSTEMS[system.name].symbols) : [];
  for (const name of unitNames()) {
    const unit = unitNamed(name);
    if (!unit) continue;
    const rank = own.includes(name) ? '0' : USUAL.includes(name) ? '1' : '2';
    yield {
      label: name,
      kind: CompletionItemKind.Unit,
      detail: speak(unit.what),
      documentation: speak(unit.documentation),
      sortText: rank,
    };
  }
}

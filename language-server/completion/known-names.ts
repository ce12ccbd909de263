/** Names that the language knows where the grammar lets any name stand: kinds of particles, of spaces, of units … */
import {
  AXES,
  BOUNDARIES,
  ELEMENTS,
  isLattice,
  isNuclei,
  LATTICES,
  PERIODIC_BOX,
  QUANTITIES,
  REAL_SPACES,
  SPECIES,
  type Speak,
  say,
  UNIT_SYSTEMS,
} from '@qham/grammar';
import { type AstNode, AstUtils } from 'langium';
import type { CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver';
import { argumentNames } from './argument-names.ts';
import { settingNames } from './setting-names.ts';

type Items = Iterable<CompletionValueItem>;

/** What can stand there, by the property of the syntax tree that a name at the cursor would become. */
const KNOWN: Readonly<Record<string, (node: AstNode | undefined, offset: number, speak: Speak) => Items>> = {
  key: settingNames,
  // Words without a value stand among the settings.
  flags: settingNames,
  members: settingNames,
  label: (node, _, speak) => argumentNames(node, speak),
  system: (_, __, speak) =>
    UNIT_SYSTEMS.map(({ name, documentation }) => item(name, CompletionItemKind.Unit, speak(documentation))),
  quantity: () => QUANTITIES.map((name) => item(name, CompletionItemKind.Value)),
  species: (_, __, speak) =>
    SPECIES.map(({ name, documentation }) => item(name, CompletionItemKind.Class, speak(documentation))),
  kind: (node, _, speak) => (node && AstUtils.getContainerOfType(node, isLattice) ? lattices(speak) : spaces(speak)),
  boundary: () => BOUNDARIES.map((name) => item(name, CompletionItemKind.EnumMember)),
  element: (node, _, speak) => (node && AstUtils.getContainerOfType(node, isNuclei) ? nuclei(speak) : []),
  axis: () => AXES.map((name) => item(name, CompletionItemKind.Property)),
};

/**
 * The known names for a property.
 * @param node what stands at the cursor
 * @param offset where the cursor is
 */
export function knownNames(
  property: string | undefined,
  node: AstNode | undefined,
  offset: number,
  speak: Speak,
): Items {
  return property !== undefined && Object.hasOwn(KNOWN, property) ? KNOWN[property]!(node, offset, speak) : [];
}

function item(label: string, kind: CompletionItemKind, documentation?: string): CompletionValueItem {
  return {
    label,
    kind,
    sortText: '0',
    ...(documentation === undefined ? {} : { documentation: { kind: 'markdown', value: documentation } }),
  };
}

function spaces(speak: Speak): Items {
  const box = say(
    'A box with periodic walls: `periodic_box(rs = 2)`, `periodic_box(density = 0.02)` or `periodic_box(side = 5)`.',
  );
  const open = say('Space without walls: `R^3`, `R^D`.');
  return [
    ...REAL_SPACES.map((name) => item(name, CompletionItemKind.Class, speak(open))),
    item(PERIODIC_BOX, CompletionItemKind.Class, speak(box)),
  ];
}

function lattices(speak: Speak): Items {
  return LATTICES.map(({ name, signature, documentation }) => ({
    ...item(name, CompletionItemKind.Class, speak(documentation)),
    detail: signature,
  }));
}

function nuclei(speak: Speak): Items {
  const any = say('A nucleus of any charge: `Z = 2 at [0, 0, 0]`.');
  const charge = item('Z', CompletionItemKind.Property, speak(any));
  return [
    { ...charge, insertText: 'Z = ' },
    ...ELEMENTS.map((symbol, i) => ({
      ...item(symbol, CompletionItemKind.Constant),
      detail: speak(say`charge ${i + 1}`),
    })),
  ];
}

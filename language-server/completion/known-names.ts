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
  UNIT_SYSTEMS,
} from '@qham/grammar';
import { type AstNode, AstUtils } from 'langium';
import type { CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver';
import { argumentNames } from './argument-names.ts';
import { settingNames } from './setting-names.ts';

type Items = Iterable<CompletionValueItem>;

/** What can stand there, by the property of the syntax tree that a name at the cursor would become. */
const KNOWN: Readonly<Record<string, (node: AstNode | undefined, offset: number) => Items>> = {
  key: settingNames,
  // Words without a value stand among the settings.
  flags: settingNames,
  members: settingNames,
  label: (node) => argumentNames(node),
  system: () => UNIT_SYSTEMS.map(({ name, documentation }) => item(name, CompletionItemKind.Unit, documentation)),
  quantity: () => QUANTITIES.map((name) => item(name, CompletionItemKind.Value)),
  species: () => SPECIES.map(({ name, documentation }) => item(name, CompletionItemKind.Class, documentation)),
  kind: (node) => (node && AstUtils.getContainerOfType(node, isLattice) ? lattices() : spaces()),
  boundary: () => BOUNDARIES.map((name) => item(name, CompletionItemKind.EnumMember)),
  element: (node) => (node && AstUtils.getContainerOfType(node, isNuclei) ? nuclei() : []),
  axis: () => AXES.map((name) => item(name, CompletionItemKind.Property)),
};

/**
 * The known names for a property.
 * @param node what stands at the cursor
 * @param offset where the cursor is
 */
export function knownNames(property: string | undefined, node: AstNode | undefined, offset: number): Items {
  return property !== undefined && Object.hasOwn(KNOWN, property) ? KNOWN[property]!(node, offset) : [];
}

function item(label: string, kind: CompletionItemKind, documentation?: string): CompletionValueItem {
  return {
    label,
    kind,
    sortText: '0',
    ...(documentation === undefined ? {} : { documentation: { kind: 'markdown', value: documentation } }),
  };
}

function spaces(): Items {
  const box =
    'A box with periodic walls: `periodic_box(rs = 2)`, `periodic_box(density = 0.02)` or `periodic_box(side = 5)`.';
  return [
    ...REAL_SPACES.map((name) => item(name, CompletionItemKind.Class, 'Space without walls: `R^3`, `R^D`.')),
    item(PERIODIC_BOX, CompletionItemKind.Class, box),
  ];
}

function lattices(): Items {
  return LATTICES.map(({ name, signature, documentation }) => ({
    ...item(name, CompletionItemKind.Class, documentation),
    detail: signature,
  }));
}

function nuclei(): Items {
  const charge = item('Z', CompletionItemKind.Property, 'A nucleus of any charge: `Z = 2 at [0, 0, 0]`.');
  return [
    { ...charge, insertText: 'Z = ' },
    ...ELEMENTS.map((symbol, i) => ({ ...item(symbol, CompletionItemKind.Constant), detail: `charge ${i + 1}` })),
  ];
}

import type { Builtin } from '../generated/ast.ts';
import { type Phrase, say } from '../localization/phrase.ts';

/** What a built-in name stands for. */
export type BuiltinNoun =
  | 'function'
  | 'constant'
  | 'activation'
  | 'initialisation'
  | 'proposal'
  | 'start'
  | 'objective term'
  | 'sampler'
  | 'optimizer'
  | 'block'
  | 'stopping rule'
  | 'method'
  | 'sampling'
  | 'symmetry'
  | 'cell'
  | 'cusp condition'
  | 'region'
  | 'observable'
  | 'operator'
  | 'nuclear charge'
  | 'imaginary unit'
  | 'energy'
  | 'spin'
  | 'part of a wave function'
  | 'variable';

/** What a built-in name is, in words: by itself, and with its article. */
export const NOUNS: Readonly<Record<BuiltinNoun, { readonly name: Phrase; readonly one: Phrase }>> = {
  function: { name: say`function`, one: say`a function` },
  constant: { name: say`constant`, one: say`a constant` },
  activation: { name: say`activation`, one: say`an activation` },
  initialisation: { name: say`initialisation`, one: say`an initialisation` },
  proposal: { name: say`proposal`, one: say`a proposal` },
  start: { name: say`start`, one: say`a start` },
  'objective term': { name: say`objective term`, one: say`an objective term` },
  sampler: { name: say`sampler`, one: say`a sampler` },
  optimizer: { name: say`optimizer`, one: say`an optimizer` },
  block: { name: say`block`, one: say`a block` },
  'stopping rule': { name: say`stopping rule`, one: say`a stopping rule` },
  method: { name: say`method`, one: say`a method` },
  sampling: { name: say`sampling`, one: say`a sampling` },
  symmetry: { name: say`symmetry`, one: say`a symmetry` },
  cell: { name: say`cell`, one: say`a cell` },
  'cusp condition': { name: say`cusp condition`, one: say`a cusp condition` },
  region: { name: say`region`, one: say`a region` },
  observable: { name: say`observable`, one: say`an observable` },
  operator: { name: say`operator`, one: say`an operator` },
  'nuclear charge': { name: say`nuclear charge`, one: say`a nuclear charge` },
  'imaginary unit': { name: say`imaginary unit`, one: say`an imaginary unit` },
  energy: { name: say`energy`, one: say`an energy` },
  spin: { name: say`spin`, one: say`a spin` },
  'part of a wave function': { name: say`part of a wave function`, one: say`a part of a wave function` },
  variable: { name: say`variable`, one: say`a variable` },
};

/** A name that the language brings along. It has no place in any file. */
export interface LibraryName extends Builtin {
  readonly noun: BuiltinNoun;
  /** How it is written, with its arguments: `normal(std)`. */
  readonly signature: string;
  /** Markdown. */
  readonly documentation: Phrase;
}

/** A built-in name, ready to be the target of a reference. */
export function libraryName(noun: BuiltinNoun, name: string, signature: string, documentation: Phrase): LibraryName {
  return { $type: 'Builtin', name, noun, signature, documentation };
}

/** Built-in names carry a noun; every other target of a reference was declared in a file. */
export function isLibraryName(node: object | undefined): node is LibraryName {
  return node !== undefined && 'noun' in node && 'signature' in node;
}

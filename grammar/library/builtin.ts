import type { Builtin } from '../generated/ast.ts';

/** What a built-in name stands for; also the word for it in messages. */
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

/** A name that the language brings along. It has no place in any file. */
export interface LibraryName extends Builtin {
  readonly noun: BuiltinNoun;
  /** How it is written, with its arguments: `normal(std)`. */
  readonly signature: string;
  /** Markdown. */
  readonly documentation: string;
}

/** A built-in name, ready to be the target of a reference. */
export function libraryName(noun: BuiltinNoun, name: string, signature: string, documentation: string): LibraryName {
  return { $type: 'Builtin', name, noun, signature, documentation };
}

/** Built-in names carry a noun; every other target of a reference was declared in a file. */
export function isLibraryName(node: object | undefined): node is LibraryName {
  return node !== undefined && 'noun' in node && 'signature' in node;
}

import type { Expression, File } from '../generated/ast.ts';

/** Reads a formula that the language itself writes; undefined where it is none. */
export type ReadFormula = (text: string) => Expression | undefined;

const readers = new WeakMap<File, ReadFormula>();

/** Says how formulas that belong into a file are read: its own names are seen in them. */
export function readFormulasWith(file: File, read: ReadFormula): void {
  readers.set(file, read);
}

export function readFormula(file: File | undefined, text: string): Expression | undefined {
  return file && readers.get(file)?.(text);
}

import type { Expression } from '../../generated/ast.ts';
import type { Phrase, Words } from '../../localization/phrase.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import type { Report } from '../../validation/finding.ts';
import type { LibraryName } from '../builtin.ts';

/** What a setting's value is read with. */
export interface Reading {
  /** The setting's name, for messages. */
  readonly key: Words;
  readonly report: Report;
  /** The number an expression stands for; undefined (and reported) where it is none. */
  number(expression: Expression): number | undefined;
  /** The same at a training step. */
  numberAt(expression: Expression, step: number): number | undefined;
}

/** A sort of value that a setting can have. */
export interface SettingValue<T> {
  /** In words, after "is": `a whole number, at least 1`. */
  readonly expects: Phrase;
  /** Names that mean something here and nowhere else. */
  readonly choices: readonly LibraryName[];
  /** The value may be a formula in `step`. */
  readonly inSteps: boolean;
  /** The value, or undefined where it is none, which has been reported. */
  read(expression: Expression, reading: Reading): T | undefined;
}

/** A setting: what it does, what values it takes, what it is when nobody says, and why that. */
export interface Setting<T> {
  readonly documentation: Phrase;
  readonly value: SettingValue<T>;
  /** The default, or `required`: then an example shows what to write. */
  readonly fallback:
    | { readonly value: NoInfer<T>; readonly shown: Words; readonly reason: Phrase }
    | { readonly example: string };
}

/** Declares a setting; the type of its values is that of its default. */
export function setting<T>(declared: Setting<T>): Setting<T> {
  return declared;
}

export type SettingTable = Readonly<Record<string, Setting<unknown>>>;

/** The values of all settings of a table. */
export type ValuesOf<Table extends SettingTable> = {
  [Key in keyof Table]: Table[Key] extends Setting<infer T> ? T : never;
};

/** Says that an expression is not what the setting takes. */
export function refuse(value: SettingValue<unknown>, expression: Expression, { key, report }: Reading): undefined {
  report(catalogue.badValue, expression, { key, expects: value.expects, suggestion: undefined });
  return undefined;
}

import { type Argument, type Expression, isCall, isReference } from '../../generated/ast.ts';
import { type Phrase, say } from '../../localization/phrase.ts';
import { ungrouped } from '../../semantics/particle.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import { type BuiltinNoun, isLibraryName, type LibraryName, libraryName, NOUNS } from '../builtin.ts';
import { type Reading, refuse, type SettingValue } from './value.ts';

/** One of the forms that a choice can take: a bare name, or a name with one number. */
export interface Form<T> {
  readonly documentation: Phrase;
  readonly argument?: { readonly label: string; readonly value: SettingValue<number> };
  readonly make: (argument: number) => T;
}

/** A form without argument. */
export function bare<T>(value: T, documentation: Phrase): Form<T> {
  return { documentation, make: () => value };
}

/** A form with one number, by position or by label: `uniform(1)`, `normal(std = 0.3)`. */
export function withNumber<T>(
  label: string,
  value: SettingValue<number>,
  make: (argument: number) => T,
  documentation: Phrase,
): Form<T> {
  return { documentation, argument: { label, value }, make };
}

/** A value that is one of some named forms. */
export function oneOf<T>(noun: BuiltinNoun, forms: Readonly<Record<string, Form<T>>>): SettingValue<T> {
  const choices = Object.entries(forms).map(([name, form]) =>
    libraryName(noun, name, form.argument ? `${name}(${form.argument.label})` : name, form.documentation),
  );
  const signatures = choices.map((choice) => choice.signature);
  const value: SettingValue<T> = {
    expects: say`one of ${signatures.join(', ')}`,
    choices,
    inSteps: false,
    read(expression, reading) {
      const chosen = chosenForm(expression, choices);
      if (chosen === 'unknown') return undefined;
      if (chosen === undefined) return refuse(value, expression, reading);
      const form = forms[chosen.name.name]!;
      if (!form.argument) {
        if (chosen.arguments === undefined) return form.make(0);
        reading.report(catalogue.notCallable, expression, {
          name: chosen.name.name,
          is: say`a fixed ${NOUNS[noun].name}`,
        });
        return undefined;
      }
      const argument = soleArgument(expression, chosen.name, form.argument.label, chosen.arguments ?? [], reading);
      if (argument === undefined) return undefined;
      const number = form.argument.value.read(argument, { ...reading, key: form.argument.label });
      return number === undefined ? undefined : form.make(number);
    },
  };
  return value;
}

interface Chosen {
  readonly name: LibraryName;
  readonly arguments: readonly Argument[] | undefined;
}

/** Which of the choices an expression names; `unknown` where the name has been reported as such. */
export function chosenForm(expression: Expression, choices: readonly LibraryName[]): Chosen | 'unknown' | undefined {
  const inner = ungrouped(expression);
  const reference = isCall(inner) ? inner.callee : inner;
  if (!isReference(reference)) return undefined;
  const target = reference.symbol.ref;
  if (target === undefined) return 'unknown';
  if (!isLibraryName(target) || !choices.includes(target)) return undefined;
  return { name: target, arguments: isCall(inner) ? inner.arguments : undefined };
}

/** The one argument of a form, checked for its number and label. */
export function soleArgument(
  place: Expression,
  name: LibraryName,
  label: string,
  given: readonly Argument[],
  reading: Reading,
): Expression | undefined {
  const [argument, ...more] = given;
  if (argument === undefined || more.length > 0) {
    const parameters = { name: name.name, signature: name.signature, expected: 1, given: given.length };
    reading.report(catalogue.argumentCount, place, parameters);
    return undefined;
  }
  if (argument.label === undefined || argument.label === label) return argument.value;
  const where = { node: argument, property: 'label' };
  reading.report(catalogue.unknownLabel, where, { name: argument.label, signature: name.signature });
  return undefined;
}

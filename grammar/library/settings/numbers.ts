import { AstUtils } from 'langium';
import { type Expression, isInterval, isList, isReference } from '../../generated/ast.ts';
import { type Phrase, say } from '../../localization/phrase.ts';
import { ungrouped } from '../../semantics/particle.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import { libraryName } from '../builtin.ts';
import { STEP } from '../constants.ts';
import type { SettingValue } from './value.ts';
import { refuse } from './value.ts';

/** A number that fulfils a condition. */
export interface NumberValue extends SettingValue<number> {
  readonly holds: (x: number) => boolean;
}

function numberWhere(expects: Phrase, holds: (x: number) => boolean): NumberValue {
  const value: NumberValue = {
    expects,
    holds,
    choices: [],
    inSteps: false,
    read(expression, reading) {
      if (isList(expression)) return refuse(value, expression, reading);
      const x = reading.number(expression);
      if (x === undefined || holds(x)) return x;
      reading.report(catalogue.outOfRange, expression, { key: reading.key, expects, value: x });
      return undefined;
    },
  };
  return value;
}

/** How many of something: 1, 2, 3 … */
export const count = numberWhere(say`a whole number, at least 1`, (x) => Number.isSafeInteger(x) && x >= 1);
export const countOrZero = numberWhere(say`a whole number, at least 0`, (x) => Number.isSafeInteger(x) && x >= 0);
export const finite = numberWhere(say`a number`, (x) => Number.isFinite(x));
export const positive = numberWhere(say`a positive number`, (x) => x > 0);
export const nonNegative = numberWhere(say`a number, at least 0`, (x) => x >= 0);
export const belowOne = numberWhere(say`a number from 0 to below 1`, (x) => x >= 0 && x < 1);
export const fraction = numberWhere(say`a fraction between 0 and 1, like 50%`, (x) => x > 0 && x < 1);
export const seed = numberWhere(
  say`a whole number from 0 to 4294967295`,
  (x) => Number.isSafeInteger(x) && x >= 0 && x <= 0xffffffff,
);

/** Widths of layers. */
export const widths: SettingValue<number[]> = {
  expects: say`a list of whole numbers like [32, 32]`,
  choices: [],
  inSteps: false,
  read(expression, reading) {
    if (!isList(expression)) return refuse(widths, expression, reading);
    const read = expression.elements.map((element) =>
      count.read(element, { ...reading, key: say`each width in ${reading.key}` }),
    );
    return read.includes(undefined) ? undefined : (read as number[]);
  },
};

/** From one number to a larger one: `-5..5`. */
export const span: SettingValue<{ low: number; high: number }> = {
  expects: say`an interval like -5..5`,
  choices: [],
  inSteps: false,
  read(expression, reading) {
    const inner = ungrouped(expression);
    if (!isInterval(inner) || inner.step) return refuse(span, expression, reading);
    const low = reading.number(inner.from);
    const high = reading.number(inner.to);
    if (low === undefined || high === undefined) return undefined;
    if (low < high) return { low, high };
    reading.report(catalogue.outOfRange, expression, {
      key: reading.key,
      expects: say`the lower end first`,
      value: low,
    });
    return undefined;
  },
};

const AUTO = libraryName('method', 'auto', 'auto', say`Found out while the run goes on.`);

/** A number, or `auto`. */
export function orAuto(number: NumberValue): SettingValue<number | 'auto'> {
  return {
    expects: say`${number.expects}, or auto`,
    choices: [AUTO],
    inSteps: false,
    read(expression, reading) {
      const inner = ungrouped(expression);
      return isReference(inner) && inner.symbol.ref === AUTO ? 'auto' : number.read(expression, reading);
    },
  };
}

/** Numbers of particles or sites, one run after another. */
export const sizes: SettingValue<number[]> = { ...widths, expects: say`a list of whole numbers like [10, 20, 40]` };

/** A positive number, or a formula in `step` whose value is checked where the number of steps is known. */
export const scheduled: SettingValue<number | Expression> = {
  expects: say`a positive number, or a formula in step`,
  choices: [],
  inSteps: true,
  read(expression, reading) {
    if (isList(expression)) return refuse(scheduled, expression, reading);
    const first = reading.numberAt(expression, 0);
    if (first === undefined) return undefined;
    return dependsOnStep(expression) ? expression : positive.read(expression, reading);
  },
};

function dependsOnStep(expression: Expression): boolean {
  return AstUtils.streamAst(expression).some((node) => isReference(node) && node.symbol.ref === STEP);
}

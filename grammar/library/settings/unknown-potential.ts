import { type Expression, isBlockUse, isNamedFormula, isReference } from '../../generated/ast.ts';
import { say } from '../../localization/phrase.ts';
import { ungrouped } from '../../semantics/particle.ts';
import { METHODS } from './inverse.ts';
import { refuse, type SettingValue, setting } from './value.ts';

/** A wave function with a name. */
const state: SettingValue<Expression> = {
  expects: say`the name of a wavefunction`,
  choices: [],
  inSteps: false,
  read(expression, reading) {
    const inner = ungrouped(expression);
    const target = isReference(inner) ? inner.symbol.ref : undefined;
    if (isReference(inner) && target === undefined) return undefined;
    return isNamedFormula(target) && target.word === 'wavefunction' ? inner : refuse(state, expression, reading);
  },
};

const NAMES = METHODS.map(({ name }) => name);

/** A method, with settings in braces or without. */
const method: SettingValue<Expression | null> = {
  expects: say`one of ${NAMES.map(({ name }) => name).join(', ')}`,
  choices: NAMES,
  inSteps: false,
  read(expression, reading) {
    const inner = ungrouped(expression);
    const reference = isBlockUse(inner) ? inner.kind : inner;
    if (!isReference(reference)) return refuse(method, expression, reading);
    const target = reference.symbol.ref;
    if (target === undefined) return undefined;
    return NAMES.some((name) => name === target) ? inner : refuse(method, expression, reading);
  },
};

/** Settings of an `inverse`, beside its potential and what settles it. */
export const inverse = {
  state: setting({
    documentation: say`The wave function whose potential is wanted.`,
    value: state,
    fallback: { example: 'Hydrogen1s' },
  }),
  method: setting<Expression | null>({
    documentation: say`How the potential is found.`,
    value: method,
    fallback: { value: null, shown: 'mpnn', reason: say`it needs no division by ψ, so nodes do no harm` },
  }),
} as const;

import {
  type Call,
  type Definition,
  type Expression,
  isBlockUse,
  isDefinition,
  isNamedFormula,
  isParticle,
  isParticles,
  isUnknownPotential,
  type NamedFormula,
} from '../../generated/ast.ts';
import { namedArguments } from '../../library/arguments.ts';
import { isLibraryName, type LibraryName, NOUNS } from '../../library/builtin.ts';
import { type ArgumentRule, DOT, isScalarFunction } from '../../library/functions.ts';
import { DET, GAUSSIAN_ENVELOPE, ORBITALS, PRODUCT, SLATER } from '../../library/wave-functions.ts';
import { listed, type Phrase, say } from '../../localization/phrase.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import { scalarProduct } from '../combine.ts';
import { KIND_WORDS, type Kind } from '../kind.ts';
import { numeric } from '../kinds.ts';
import { type Inference, inferOnce } from './inference.ts';
import { natureOf } from './references.ts';

/** The kind of a call: of a function, a network, a named formula, or a part of a wave function. */
export function inferCall(call: Call, context: Inference): Kind {
  const target = call.callee.symbol.ref;
  if (target === undefined) return 'error';
  const { name } = target;
  if (isNamedFormula(target)) return inferFormula(call, target, context);
  if (isLibraryName(target) && target.noun === 'part of a wave function') return inferPart(call, target, context);
  const signature = isLibraryName(target) ? target.signature : `${name}(r)`;
  for (const argument of call.arguments)
    if (argument.label !== undefined)
      context.report(
        catalogue.unknownLabel,
        { node: argument, property: 'label' },
        { name: argument.label, signature },
      );
  if (isUnknownPotential(target)) return inferUnknown(call, context);
  if (isDefinition(target) && isBlockUse(target.value) && natureOf(target.value) !== 'scalar')
    return inferNetwork(call, target, context);
  if (!isLibraryName(target) || target.noun !== 'function') {
    const is =
      isParticle(target) || isParticles(target)
        ? say`a coordinate`
        : isLibraryName(target)
          ? NOUNS[target.noun].one
          : say`a quantity`;
    context.report(catalogue.notCallable, call, { name, is });
    return 'error';
  }
  return inferFunction(call, target, context);
}

function inferFunction(call: Call, target: LibraryName, context: Inference): Kind {
  const values = call.arguments.map((argument) => argument.value);
  const { name, signature } = target;
  const rules = isScalarFunction(target) ? target.takes : [];
  const expected = target === DOT ? 2 : rules.length;
  if (values.length !== expected) {
    context.report(catalogue.argumentCount, call, { name, signature, expected, given: values.length });
    return 'error';
  }
  const found = values.map((value) => context.infer(value, context));
  if (target !== DOT) return inferRules(rules, values, found, target, context);
  if (found.includes('error')) return 'error';
  const product = scalarProduct(found[0]!, found[1]!);
  if (product !== undefined) return product;
  for (const [i, kind] of found.entries())
    if (kind !== 'vector' && kind !== 'momentum' && kind !== 'spins')
      context.report(catalogue.argumentKind, values[i]!, {
        name,
        expected: say`two vectors`,
        given: KIND_WORDS[kind],
        hint: say`for numbers write a * b`,
      });
  if (found.every((kind) => kind === 'vector' || kind === 'momentum' || kind === 'spins'))
    context.report(catalogue.argumentKind, values[1]!, {
      name,
      expected: say`two of a kind, and the first is ${KIND_WORDS[found[0]!]}`,
      given: KIND_WORDS[found[1]!],
      hint: undefined,
    });
  return 'error';
}

/** Orders and fixed numbers have no coordinates in them; the function is a number where all of its arguments are. */
function inferRules(
  rules: readonly ArgumentRule[],
  values: readonly Expression[],
  found: readonly Kind[],
  { name, signature }: LibraryName,
  context: Inference,
): Kind {
  let result: Kind = 'number';
  for (const [i, rule] of rules.entries()) {
    const kind = numeric(values[i]!, found[i]!, say`numbers`, name, context);
    if (kind === 'error') result = 'error';
    else if (kind === 'scalar' && rule === 'quantity') result = result === 'error' ? 'error' : 'scalar';
    else if (kind === 'scalar') {
      const expected = rules.length === 1 ? say`fixed numbers` : say`an order that is a fixed number`;
      const hint =
        rules.length === 1
          ? say`parameters and constants may stand in it, coordinates may not`
          : say`write ${signature}`;
      context.report(catalogue.argumentKind, values[i]!, {
        name,
        expected,
        given: say`one that depends on positions`,
        hint,
      });
      result = 'error';
    }
  }
  return result;
}

function inferNetwork(call: Call, definition: Definition, context: Inference): Kind {
  const { name } = definition;
  if (call.arguments.length === 0) {
    context.report(catalogue.bareFunction, call, { name, signature: `${name}(r)` });
    return 'error';
  }
  const features = isBlockUse(definition.value) && natureOf(definition.value) === 'features';
  // Of numbers alone a network makes a number, however trainable.
  let result: Kind = 'number';
  for (const { value } of call.arguments) {
    const kind = context.infer(value, context);
    const fits = features ? kind === 'positions' : kind === 'number' || kind === 'scalar' || kind === 'vector';
    if (kind === 'error') result = 'error';
    else if (kind !== 'number' && result === 'number') result = features ? 'features' : 'scalar';
    if (fits || kind === 'error') continue;
    const expected = features ? say`the positions of all particles` : say`coordinates`;
    context.report(catalogue.argumentKind, value, { name, expected, given: KIND_WORDS[kind], hint: undefined });
    result = 'error';
  }
  return result;
}

function inferUnknown(call: Call, context: Inference): Kind {
  const kinds = call.arguments.map(({ value }) => context.infer(value, context));
  return kinds.includes('error') ? 'error' : 'scalar';
}

/** A named formula with its arguments put in: coordinates by position, parameters by name. */
function inferFormula(call: Call, formula: NamedFormula, context: Inference): Kind {
  const { name } = formula;
  const signature = `${name}(${formula.arguments.map((argument) => argument.name).join(', ')})`;
  const positional = call.arguments.filter(({ label }) => label === undefined);
  let sound = true;
  for (const argument of call.arguments) {
    if (argument.label === undefined) continue;
    const known = formula.parameters.some((parameter) => parameter.name === argument.label);
    if (!known) {
      const place = { node: argument, property: 'label' };
      context.report(catalogue.unknownLabel, place, { name: argument.label, signature });
      sound = false;
    } else {
      const kind = context.infer(argument.value, context);
      if (numeric(argument.value, kind, say`numbers`, name, context) === 'error') sound = false;
    }
  }
  if (positional.length !== formula.arguments.length) {
    const parameters = { name, signature, expected: formula.arguments.length, given: positional.length };
    context.report(catalogue.argumentCount, call, parameters);
    return 'error';
  }
  const bound = new Map(formula.arguments.map((formal, i) => [formal, context.infer(positional[i]!.value, context)]));
  if (!sound || [...bound.values()].includes('error') || context.visiting.has(formula)) return 'error';
  const kind = inferOnce(formula, context, bound);
  if (kind !== 'error') return kind === 'number' ? 'scalar' : kind;
  const given = listed([...bound.values()].map((each) => KIND_WORDS[each]));
  context.report(catalogue.formulaMisused, call, { name, given }, [
    [{ node: formula, property: 'name' }, say`defined here`],
  ]);
  return 'error';
}

/** Behind its first argument a part of a wave function takes settings, each by its name. */
function checkLabels(call: Call, target: LibraryName, context: Inference): void {
  const known = Object.keys(namedArguments(target));
  const signature = known.reduce((text, label) => text.replace(/\)$/, `, ${label} = …)`), target.signature);
  for (const argument of call.arguments)
    if (argument.label !== undefined && !known.includes(argument.label)) {
      const place = { node: argument, property: 'label' };
      context.report(catalogue.unknownLabel, place, { name: argument.label, signature });
    }
}

const PARTS = new Map<LibraryName, { takes: Kind; makes: Kind; hint: Phrase }>([
  [DET, { takes: 'matrix', makes: 'scalar', hint: say`write det(orbitals(B)), with B = equivariant { … }` }],
  [PRODUCT, { takes: 'matrix', makes: 'scalar', hint: say`write product(orbitals(B)), with B = equivariant { … }` }],
  [ORBITALS, { takes: 'features', makes: 'matrix', hint: say`define B = equivariant { … } and write orbitals(B)` }],
  [
    GAUSSIAN_ENVELOPE,
    { takes: 'positions', makes: 'matrix', hint: say`write the name after ‘particles’: gaussian_envelope(x)` },
  ],
  [SLATER, { takes: 'positions', makes: 'scalar', hint: say`write the name after ‘particles’: slater(r)` }],
]);

/** The first argument says on what, the others are settings. */
function inferPart(call: Call, target: LibraryName, context: Inference): Kind {
  const part = PARTS.get(target);
  // A value of a setting, such as gaussian(sigma), has no meaning in a formula; that is reported where it stands.
  if (!part) return 'error';
  const { takes, makes, hint } = part;
  checkLabels(call, target, context);
  const backflow = call.arguments.find(({ label }) => label === 'backflow')?.value;
  if (backflow && !isFeatures(backflow, context)) return 'error';
  const positional = call.arguments.filter(({ label }) => label === undefined);
  const { name, signature } = target;
  if (positional.length !== 1) {
    context.report(catalogue.argumentCount, call, { name, signature, expected: 1, given: positional.length });
    return 'error';
  }
  const kind = context.infer(positional[0]!.value, context);
  if (kind === takes || kind === 'error') return kind === 'error' ? 'error' : makes;
  context.report(catalogue.argumentKind, positional[0]!.value, {
    name,
    expected: KIND_WORDS[takes],
    given: KIND_WORDS[kind],
    hint,
  });
  return 'error';
}

/** Coordinates are shifted by what each particle knows of the others. */
function isFeatures(backflow: Expression, context: Inference): boolean {
  const kind = context.infer(backflow, context);
  if (kind === 'features' || kind === 'error') return kind === 'features';
  const hint = say`write backflow = equivariant { … }, or the name of such a block`;
  const parameters = { name: 'backflow', expected: KIND_WORDS.features, given: KIND_WORDS[kind], hint };
  context.report(catalogue.argumentKind, backflow, parameters);
  return false;
}

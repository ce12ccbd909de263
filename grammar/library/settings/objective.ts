import { type Expression, isBinary } from '../../generated/ast.ts';
import { type Phrase, say } from '../../localization/phrase.ts';
import { ungrouped } from '../../semantics/particle.ts';
import { sourceText } from '../../semantics/source-text.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import { libraryName } from '../builtin.ts';
import { chosenForm, soleArgument } from './choices.ts';
import { nonNegative } from './numbers.ts';
import type { Reading, SettingValue } from './value.ts';

export const PENALTY_TERMS = ['residual', 'normalization', 'orthogonality', 'energy'] as const;
export type PenaltyTerm = (typeof PENALTY_TERMS)[number];

/** What training makes small. */
export type ObjectiveValue =
  | { readonly kind: 'energy' }
  | { readonly kind: 'subspace' }
  | { readonly kind: 'penalty'; readonly weights: Readonly<Record<PenaltyTerm, number>>; readonly squared: boolean };

const DOCUMENTATION: Readonly<Record<PenaltyTerm | 'squared', Phrase>> = {
  energy: say(
    '`energy` alone is ⟨H⟩ of one state. `energy(w)` in a sum is w times the sum of the energies of all states.',
  ),
  residual: say('`residual(w)`: w times Σₘ ⟨(Hψₘ − Eₘψₘ)²⟩/⟨ψₘ²⟩, which is zero for eigenstates only.'),
  normalization: say('`normalization(w)`: w times Σₘ (⟨ψₘ²⟩ − 1)², which keeps the norms of the states alike.'),
  orthogonality: say('`orthogonality(w)`: w times the sum of squared overlaps of all pairs of states.'),
  squared: say(
    '`squared(…)`: the square of the sum, as in a published listing. For negative energies it has the wrong minimum.',
  ),
};

const SUBSPACE = libraryName(
  'objective term',
  'subspace',
  'subspace',
  say(
    '`subspace`: Tr S⁻¹H of all states together, Sₘₙ = ⟨ψₘψₙ⟩ and Hₘₙ = ⟨ψₘHψₙ⟩: the sum of the lowest levels at best (Ky Fan 1949), whatever the norms and overlaps of the ψₘ are.',
  ),
);
const SQUARED = libraryName('objective term', 'squared', 'squared(residual(1) + …)', DOCUMENTATION.squared);
const TERMS = PENALTY_TERMS.map((name) => libraryName('objective term', name, `${name}(weight)`, DOCUMENTATION[name]));

/** `energy`, or a weighted sum of terms, possibly squared. */
export const objective: SettingValue<ObjectiveValue> = {
  expects: say`energy, subspace, or a sum of weighted terms`,
  choices: [...TERMS, SUBSPACE, SQUARED],
  inSteps: false,
  read(expression, reading) {
    const inner = ungrouped(expression);
    const chosen = chosenForm(inner, objective.choices);
    if (chosen === 'unknown') return undefined;
    if (chosen?.name.name === 'energy' && chosen.arguments === undefined) return { kind: 'energy' };
    if (chosen?.name === SUBSPACE && chosen.arguments === undefined) return { kind: 'subspace' };
    if (chosen?.name !== SQUARED) return readPenalty(inner, false, reading);
    const sum = soleArgument(inner, SQUARED, 'sum', chosen.arguments ?? [], reading);
    return sum === undefined ? undefined : readPenalty(sum, true, reading);
  },
};

function readPenalty(expression: Expression, squared: boolean, reading: Reading): ObjectiveValue | undefined {
  const weights = new Map<string, number>();
  let complete = true;
  for (const summand of summands(expression)) {
    const term = readTerm(summand, reading);
    if (term === undefined) {
      complete = false;
    } else if (weights.has(term.name)) {
      reading.report(catalogue.termTwice, summand, { name: term.name });
      complete = false;
    } else weights.set(term.name, term.weight);
  }
  if (!complete) return undefined;
  const weight = (name: PenaltyTerm) => weights.get(name) ?? 0;
  return {
    kind: 'penalty',
    weights: {
      residual: weight('residual'),
      normalization: weight('normalization'),
      orthogonality: weight('orthogonality'),
      energy: weight('energy'),
    },
    squared,
  };
}

function readTerm(expression: Expression, reading: Reading): { name: string; weight: number } | undefined {
  const chosen = chosenForm(expression, TERMS);
  if (chosen === 'unknown') return undefined;
  if (chosen === undefined) {
    reading.report(catalogue.badObjective, expression, { given: `‘${sourceText(expression)}’` });
    return undefined;
  }
  const given = soleArgument(expression, chosen.name, 'weight', chosen.arguments ?? [], reading);
  if (given === undefined) return undefined;
  const weight = nonNegative.read(given, { ...reading, key: say`the weight of ${chosen.name.name}` });
  return weight === undefined ? undefined : { name: chosen.name.name, weight };
}

function summands(expression: Expression): Expression[] {
  const inner = ungrouped(expression);
  return isBinary(inner) && inner.operator === '+' ? [...summands(inner.left), ...summands(inner.right)] : [inner];
}

import {
  checkKineticSigns,
  coefficientOf,
  differentiated,
  dimensionOf,
  energyOf,
  type Lookup,
  particlesOf,
  type Report,
  type Summand,
  type Hamiltonian as Syntax,
  summandsOf,
} from '@qham/grammar';
import type { Hamiltonian, Term } from '../experiment.ts';
import { type Compiled, compileFormula, type FormulaContext, negate } from './formula.ts';

/** H as kinetic terms and potentials, with the parameters of one train. */
export function compileHamiltonian(syntax: Syntax, lookup: Lookup, report: Report): Hamiltonian | undefined {
  const [particle] = particlesOf(syntax);
  const energy = energyOf(syntax);
  if (!particle || !energy) return undefined;
  const dimension = dimensionOf(particle, { lookup, report });
  if (dimension === undefined) return undefined;
  checkKineticSigns(energy, particle.name, lookup, report);
  const context: FormulaContext = { lookup, dimension: () => dimension, report };
  const terms = summandsOf(energy.value).map((summand) => compileTerm(summand, context));
  if (terms.includes(undefined)) return undefined;
  return {
    name: syntax.name,
    parameters: parameterValues(syntax, lookup),
    space: {
      kind: 'continuous',
      particles: [{ name: particle.name, count: 1, dimension, statistics: 'distinguishable' }],
    },
    terms: terms as Term[],
  };
}

function compileTerm(summand: Summand, context: FormulaContext): Term | undefined {
  const coefficient = coefficientOf(summand, context);
  if (coefficient === undefined) return undefined;
  const { text } = summand;
  if (summand.of.$type === 'Laplacian' && summand.kinetic) {
    const coordinates = differentiated(summand.of)?.name;
    return coordinates === undefined ? undefined : { kind: 'kinetic', particles: coordinates, coefficient, text };
  }
  const potential = compileFormula(summand.of, context);
  if (!potential) return undefined;
  return { kind: 'potential', expression: scaled(summand, coefficient, potential).expression, bodies: 1, text };
}

function scaled(summand: Summand, coefficient: number, potential: Compiled): Compiled {
  if (summand.factors.length === 0) return summand.negative ? negate(potential) : potential;
  const left = { kind: 'number', value: coefficient } as const;
  return { expression: { kind: 'multiply', left, right: potential.expression }, length: null };
}

function parameterValues({ parameters }: Syntax, lookup: Lookup): Record<string, number> {
  const values: Record<string, number> = {};
  for (const parameter of parameters) {
    const value = lookup(parameter);
    if (value !== undefined) values[parameter.name] = value;
  }
  return values;
}

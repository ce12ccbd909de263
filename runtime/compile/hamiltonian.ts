import {
  checkKineticSigns,
  coefficientOf,
  coordinatesOf,
  countedBy,
  differentiated,
  dimensionOf,
  energyOf,
  isParticles,
  type Lookup,
  particleCount,
  type Report,
  type Summand,
  type Hamiltonian as Syntax,
  say,
  statisticsOf,
  summandsOf,
} from '@qham/grammar';
import type { Expression, Hamiltonian, Particles, Term } from '../experiment.ts';
import { type Compiled, compileFormula, type FormulaContext, negate } from './formula.ts';
import { overParticles } from './sums.ts';
import { NotBuilt } from './unavailable.ts';

/** H as kinetic terms and potentials, with the parameters of one train. */
export function compileHamiltonian(syntax: Syntax, lookup: Lookup, report: Report): Hamiltonian | undefined {
  const energy = energyOf(syntax);
  const particles = coordinatesOf(syntax).map((line) => compileParticles(line, lookup, report));
  if (!energy || particles.length === 0 || particles.includes(undefined)) return undefined;
  const space = { kind: 'continuous' as const, particles: particles as Particles[] };
  checkKineticSigns(energy, lookup, report);
  const named = (name: string) => space.particles.find((line) => line.name === name);
  const context: FormulaContext = {
    lookup,
    dimension: ({ name }) => named(name)?.dimension ?? 1,
    count: ({ name }) => named(name)?.count ?? 1,
    report,
  };
  const terms = summandsOf(energy.value).map((summand) => compileTerm(summand, context));
  if (terms.includes(undefined)) return undefined;
  return { name: syntax.name, parameters: parameterValues(syntax, lookup), space, terms: terms as Term[] };
}

function compileParticles(
  line: ReturnType<typeof coordinatesOf>[number],
  lookup: Lookup,
  report: Report,
): Particles | undefined {
  const dimension = dimensionOf(line, { lookup, report });
  if (dimension === undefined) return undefined;
  if (!isParticles(line)) return { name: line.name, count: 1, dimension, statistics: 'distinguishable' };
  const count = particleCount(line, { lookup, report });
  const statistics = statisticsOf(line);
  return count === undefined || !statistics ? undefined : { name: line.name, count, dimension, statistics };
}

function compileTerm(summand: Summand, context: FormulaContext): Term | undefined {
  const coefficient = coefficientOf(summand, context);
  if (coefficient === undefined) return undefined;
  const { text } = summand;
  if (summand.kinetic) {
    const particles = differentiated(summand);
    if (particles === undefined) return undefined;
    // ∇² of one particle stands in the sum over it; each further sum would count it several times.
    if (summand.sums.flatMap(({ indices }) => indices).length > 1) throw new NotBuilt(say`∇² in a sum over pairs`);
    return { kind: 'kinetic', particles: particles.name, coefficient, text };
  }
  const body = compileFormula(summand.of, context);
  const potential = body && inSums(summand, body, context);
  if (!potential) return undefined;
  const { expression } = scaled(summand, coefficient, potential);
  return { kind: 'potential', expression, bodies: bodiesOf(expression), text };
}

/** The sums around a term, put around its formula again. */
function inSums({ sums }: Summand, body: Compiled, context: FormulaContext): Compiled | undefined {
  return sums.reduceRight<Compiled | undefined>((inner, sum) => {
    const counted = sum.indices.map((index) => countedBy(index));
    return inner && overParticles(sum, counted, inner, context);
  }, body);
}

/** How many particles at a time an expression couples. */
function bodiesOf(expression: Expression): number {
  const inside = (e: object): number =>
    Math.max(0, ...Object.values(e).map((part) => (typeof part === 'object' && part !== null ? bodies(part) : 0)));
  const bodies = (part: object): number => {
    const { kind, indices } = part as { kind?: string; indices?: string[] };
    return (kind === 'tuples' ? (indices?.length ?? 0) : 0) + inside(part);
  };
  return Math.max(1, bodies(expression));
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

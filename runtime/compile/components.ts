import {
  type Axis,
  axisNumber,
  type Component,
  catalogue,
  evaluateNumber,
  indexOf,
  isOnLine,
  isParticles,
  isReference,
  lineComponent,
  type Particles,
  type Place,
  type Expression as Syntax,
  ungrouped,
} from '@qham/grammar';
import type { Expression, ParticleIndex } from '../experiment.ts';
import { type Compiled, compileFormula, type FormulaContext, scalar } from './formula.ts';

/** `r[2]`, `r[d]`, `x[i]`: a component of a vector, or one of many particles. */
export function compileComponent(syntax: Component, context: FormulaContext): Compiled | undefined {
  const particles = particlesNamed(syntax.of);
  if (particles) return compileMember(syntax, particles, context);
  const counter = indexOf(syntax);
  const index = counter ? undefined : evaluateNumber(syntax.index, context);
  if (lineComponent(syntax)) {
    if (counter) return pick(syntax.of, { bound: counter.name }, 1, syntax, context);
    return index === undefined ? undefined : pick(syntax.of, index, 1, syntax.index, context);
  }
  const of = compileFormula(syntax.of, context);
  if (!of) return undefined;
  if (counter) return scalar({ kind: 'component', of: of.expression, index: { bound: counter.name } });
  return index === undefined ? undefined : select(of, index, syntax.index, context);
}

/** `r.x`: the same by the name of an axis. */
export function compileAxis(syntax: Axis, context: FormulaContext): Compiled | undefined {
  if (lineComponent(syntax)) return pick(syntax.of, axisNumber(syntax.axis), 1, syntax, context);
  const of = compileFormula(syntax.of, context);
  return of && select(of, axisNumber(syntax.axis), syntax, context);
}

function particlesNamed(of: Syntax): Particles | undefined {
  const base = ungrouped(of);
  const target = isReference(base) ? base.symbol.ref : undefined;
  return isParticles(target) ? target : undefined;
}

/** One of many particles: its position, which on a line is a number. */
function compileMember(syntax: Component, particles: Particles, context: FormulaContext): Compiled | undefined {
  const counter = indexOf(syntax);
  const particle = counter ? { bound: counter.name } : numbered(syntax, particles, context);
  if (particle === undefined) return undefined;
  const position: Expression = { kind: 'position', name: particles.name, particle };
  if (isOnLine(particles)) return scalar({ kind: 'component', of: position, index: 1 });
  return { expression: position, length: context.dimension(particles) };
}

function numbered(syntax: Component, particles: Particles, context: FormulaContext): ParticleIndex | undefined {
  const index = evaluateNumber(syntax.index, context);
  if (index === undefined) return undefined;
  const length = context.count?.(particles) ?? 1;
  if (Number.isSafeInteger(index) && index >= 1 && index <= length) return index;
  context.report(catalogue.particleOutside, syntax.index, { index, length, name: particles.name });
  return undefined;
}

/** A component of the coordinate of a particle on a line. */
function pick(
  syntax: Syntax,
  index: number | { bound: string },
  length: number,
  place: Place,
  context: FormulaContext,
): Compiled | undefined {
  const line = compileFormula(syntax, context)?.expression;
  if (line?.kind !== 'component') return undefined;
  if (typeof index === 'object') return scalar({ ...line, index });
  return select({ expression: line.of, length }, index, place, context);
}

function select(of: Compiled, index: number, place: Place, { report }: FormulaContext): Compiled | undefined {
  const length = of.length ?? 0;
  if (Number.isSafeInteger(index) && index >= 1 && index <= length)
    return scalar({ kind: 'component', of: of.expression, index });
  report(catalogue.componentOutside, place, { index, length });
  return undefined;
}

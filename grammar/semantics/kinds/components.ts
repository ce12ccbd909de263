import { AstUtils } from 'langium';
import {
  type Axis,
  type Component,
  type Expression,
  isHamiltonian,
  isIndex,
  isParticle,
  isParticles,
  isPositions,
  isReference,
  type Particles,
} from '../../generated/ast.ts';
import { isOperatorName, NUCLEAR_CHARGE, type OperatorName } from '../../library/operators.ts';
import { say } from '../../localization/phrase.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import { KIND_WORDS, type Kind } from '../kind.ts';
import { isOnLine, lineComponent, ungrouped } from '../particle.ts';
import { countedBy, indexOf } from '../sum-range.ts';
import { coordinatesOf } from '../systems.ts';
import type { Inference, KindContext } from './inference.ts';

export const AXES: readonly string[] = ['x', 'y', 'z'];

/** The number of a named axis, from 1. */
export function axisNumber(axis: string): number {
  return AXES.indexOf(axis) + 1;
}

/** `x[i]` is one of many particles, `R[a]` a nucleus, `σz[i]` an operator of one of them, `r[d]` and `r.x` are components. */
export function inferComponent(expression: Component | Axis, context: Inference): Kind {
  const base = ungrouped(expression.of);
  const target = isReference(base) ? base.symbol.ref : undefined;
  if (expression.$type === 'Component') {
    // Half a file has holes.
    if (!expression.index) return 'error';
    if (isParticles(target)) return inferMember(expression, target, context);
    if (isPositions(target)) return counts(expression, 'nuclei', context) ? 'vector' : 'error';
    if (target === NUCLEAR_CHARGE) return counts(expression, 'nuclei', context) ? 'scalar' : 'error';
    if (isOperatorName(target)) return inferOperator(expression, target, context);
  }
  const of = lineComponent(expression) ? 'vector' : context.infer(expression.of, context);
  if (of === 'error') return 'error';
  if (of === 'vector' || of === 'momentum' || of === 'spins') {
    checkCounter(expression, context);
    return of === 'vector' ? 'scalar' : of === 'momentum' ? 'derivative' : 'spin';
  }
  context.report(catalogue.notAVector, expression.of, { given: KIND_WORDS[of] });
  return 'error';
}

function inferMember(component: Component, particles: Particles, context: Inference): Kind {
  const index = indexOf(component);
  const kind = isOnLine(particles) ? 'scalar' : 'vector';
  if (!index) {
    if (isFixed(component.index, context)) return kind;
    // A name that means nothing is reported as one.
    if (context.infer(component.index, context) !== 'error')
      context.report(catalogue.notAParticle, component.index, { particles: particles.name });
    return 'error';
  }
  const counted = countedBy(index);
  if (counted.kind === 'particles' && counted.particles === particles) return kind;
  context.report(catalogue.otherParticles, component.index, { index: index.name, particles: particles.name }, [
    [index, say`it is counted here`],
  ]);
  return 'error';
}

/** The operator of one particle or site: p[i], or p[r] of the only one. */
function inferOperator(component: Component, operator: OperatorName, context: Inference): Kind {
  if (!context.operators) {
    const why = say`a wave function contains no operators`;
    context.report(catalogue.operatorMisplaced, component, {
      why,
      hint: say`operators belong in the H of a Hamiltonian`,
    });
    return 'error';
  }
  const index = ungrouped(component.index);
  const target = isReference(index) ? index.symbol.ref : undefined;
  if (isReference(index) && target === undefined) return 'error';
  const motion = operator.acts === 'motion';
  if (isParticle(target) && motion) return isOnLine(target) ? 'derivative' : 'momentum';
  if (isIndex(target)) {
    const counted = countedBy(target);
    if (counted.kind === 'several') {
      context.report(catalogue.unclearRange, target, { index: target.name });
      return 'error';
    }
    if (motion && counted.kind === 'particles') return isOnLine(counted.particles) ? 'derivative' : 'momentum';
    if (!motion && hasSpins(counted, operator.acts)) return operator.vector ? 'spins' : 'spin';
    context.report(catalogue.actsOnNothing, component, { operator: operator.name, acts: operator.acts });
    return 'error';
  }
  if (!motion && isFixed(component.index, context)) return operator.vector ? 'spins' : 'spin';
  context.report(catalogue.notAParticle, component.index, {
    particles: operator.name,
    only: motion ? onlyParticle(component) : undefined,
  });
  return 'error';
}

/** The name of the particle of a Hamiltonian that has one and no more. */
function onlyParticle(node: Component): string | undefined {
  const hamiltonian = AstUtils.getContainerOfType(node, isHamiltonian);
  const [first, ...others] = hamiltonian ? coordinatesOf(hamiltonian) : [];
  return isParticle(first) && others.length === 0 ? first.name : undefined;
}

function hasSpins(counted: ReturnType<typeof countedBy>, acts: OperatorName['acts']): boolean {
  if (counted.kind === 'sites') return acts === 'spin';
  if (counted.kind !== 'particles') return false;
  return counted.particles.flags.some(({ key }) => key === acts);
}

function counts(component: Component, what: 'nuclei', context: Inference): boolean {
  const index = indexOf(component);
  if (index ? countedBy(index).kind === what : isFixed(component.index, context)) return true;
  context.report(catalogue.notAParticle, component.index, { particles: what });
  return false;
}

/** Whether an index is a number that no sum changes. */
function isFixed(index: Expression, context: Inference): boolean {
  return !dependsOnIndex(index) && context.infer(index, context) === 'number';
}

const dependsOnIndex = (expression: Expression) =>
  AstUtils.streamAst(expression).some((node) => isReference(node) && isIndex(node.symbol.ref));

/** A component is counted by a fixed number, the index of a sum, or the name of an axis. */
function checkCounter(expression: Component | Axis, context: Inference & KindContext): void {
  if (expression.$type === 'Axis') {
    const known = AXES.includes(expression.axis);
    if (!known) context.report(catalogue.badAxis, { node: expression, property: 'axis' }, { axis: expression.axis });
    return;
  }
  const index = indexOf(expression);
  if (index && countedBy(index).kind === 'components') return;
  const kind = context.infer(expression.index, context);
  if (kind !== 'error' && (kind !== 'number' || dependsOnIndex(expression.index)))
    context.report(catalogue.badIndex, expression.index, {});
}

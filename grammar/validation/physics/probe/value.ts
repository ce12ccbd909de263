/**
 * The value of a formula at one configuration of the particles.
 *
 * What cannot be evaluated there, a network, an operator, a name without value, is not an error: it makes the question that
 * is asked undecidable by numbers, and `NoValue` says so.
 */
import {
  type Branch,
  type Call,
  type Component,
  type Definition,
  type Expression,
  type FormalArgument,
  type Index,
  isBlockUse,
  isDefinition,
  isFileParameter,
  isFormalArgument,
  isIndex,
  isNamedFormula,
  isParameter,
  isParticle,
  isParticles,
  isPositions,
  isReference,
  type Norm,
  type Nuclei,
  type Parameter,
  type Particle,
  type Particles,
  type Piecewise,
  type Reference,
} from '../../../generated/ast.ts';
import { isLibraryName } from '../../../library/builtin.ts';
import { DOT, isScalarFunction } from '../../../library/functions.ts';
import { isOperatorName, NUCLEAR_CHARGE } from '../../../library/operators.ts';
import { DET, PRODUCT } from '../../../library/wave-functions.ts';
import { conditionsOf, holds } from '../../../semantics/conditions.ts';
import { formulaOf } from '../../../semantics/energies/written-out.ts';
import { evaluateNumber, type Lookup } from '../../../semantics/evaluate.ts';
import { axisNumber } from '../../../semantics/kinds/components.ts';
import { arithmeticOf, isMinus } from '../../../semantics/operators.ts';
import { isOnLine, lineComponent, ungrouped } from '../../../semantics/particle.ts';
import { type Counted, countedBy } from '../../../semantics/sum-range.ts';
import { silently } from '../../finding.ts';
import { sumOver } from './sums.ts';
import { arithmetic, dot, length, NoValue, pick, raised, scalar, scaled, type Value } from './vectors.ts';

/** Numbers and ranges of sums that are the same at all points with the same parameters; found once. */
export interface Known {
  readonly numbers: Map<Expression, number>;
  readonly ranges: Map<Index, Counted>;
}

export const nothingKnown = (): Known => ({ numbers: new Map(), ranges: new Map() });

/** What an index runs over. */
export function rangeOf(index: Index, { known: { ranges } }: Point): Counted {
  const before = ranges.get(index);
  if (before) return before;
  const counted = countedBy(index);
  ranges.set(index, counted);
  return counted;
}

/** A part of a formula that is not the same expression everywhere, and which one it is at a point. */
export interface Choice {
  readonly node: Branch | Norm | Call;
  readonly way: number;
}

/** Where all particles are, and what the names of one Hamiltonian mean. */
export interface Point {
  /** The positions of each kind of particles, component by component. */
  readonly positions: ReadonlyMap<Particle | Particles, readonly (readonly number[])[]>;
  readonly nuclei: ReadonlyMap<Nuclei, readonly { readonly charge: number; readonly at: readonly number[] }[]>;
  readonly lookup: Lookup;
  readonly indices: ReadonlyMap<Index, number>;
  readonly bound: ReadonlyMap<FormalArgument | Parameter, Value>;
  /** Parts of the formula that are left out, as if they were zero. */
  readonly muted: ReadonlySet<Expression>;
  /**
   * The wave vector of each particle: on exp(i k·r) the operator ∇² has the value −k², and p has ħk. Without one there
   * are no operators.
   */
  readonly waves?: ReadonlyMap<Particle | Particles, readonly (readonly number[])[]>;
  /** ħ in the units of the file. */
  readonly hbar: number;
  /** What does not depend on where the particles are. */
  readonly known: Known;
  /** What stands for parts that have no value of their own, such as networks. */
  readonly model?: (expression: Expression) => Value | undefined;
  /** Told which case of each formula by cases holds and, inside of it, the sign of what |…| is taken of. */
  readonly chosen?: Choice[];
  readonly signs?: Choice[];
}

/** Particles at these positions, and nothing else: no nuclei, no index bound, nothing left out, ħ = 1. */
export function pointAt(positions: Point['positions'], lookup: Lookup, known: Known = nothingKnown()): Point {
  return {
    positions,
    nuclei: new Map(),
    lookup,
    indices: new Map(),
    bound: new Map(),
    muted: new Set(),
    hbar: 1,
    known,
  };
}

/** The value of a formula. @throws NoValue where it has none at a point */
export function valueAt(expression: Expression, point: Point): Value {
  if (point.muted.has(expression)) return 0;
  const modelled = point.model?.(expression);
  if (modelled !== undefined) return modelled;
  const at = (e: Expression) => valueAt(e, point);
  switch (expression.$type) {
    case 'NumberLiteral':
      return number(expression, point);
    case 'Group':
      return at(expression.inner);
    case 'Sign':
      return isMinus(expression) ? scaled(at(expression.operand), -1) : at(expression.operand);
    case 'Raised':
      return raised(at(expression.base), expression.exponent);
    case 'Binary': {
      const operation = arithmeticOf(expression);
      const [left, right] = [at(expression.left), at(expression.right)];
      if (operation === 'power') return raised(left, scalar(right));
      return arithmetic(operation, left, right);
    }
    case 'Norm': {
      const value = at(expression.of);
      noteSign(expression, value, point);
      return length(value);
    }
    case 'List':
      return expression.elements.map((element) => scalar(at(element)));
    case 'Component':
      return component(expression, point);
    case 'Axis': {
      const line = lineComponent(expression);
      return line ? at(expression.of) : pick(at(expression.of), axisNumber(expression.axis));
    }
    case 'Summation':
      return sumOver(expression, point);
    case 'Piecewise':
      return piecewise(expression, point);
    case 'Call':
      return call(expression, point);
    case 'Reference':
      return reference(expression, point);
    case 'Laplacian': {
      const wave = waveOf(expression.of, point);
      return -dot(wave, wave);
    }
    case 'Interval':
    case 'BlockUse':
      throw new NoValue(expression.$type);
  }
}

/** The value of a formula that must be a number. */
export function numberAt(expression: Expression, point: Point): number {
  return scalar(valueAt(expression, point));
}

function number(expression: Expression, { lookup, known: { numbers } }: Point): number {
  const before = numbers.get(expression);
  if (before !== undefined) return before;
  const value = evaluateNumber(expression, { lookup, report: silently });
  if (value === undefined) throw new NoValue('no number');
  numbers.set(expression, value);
  return value;
}

/** `x[i]` is a particle, `R[a]` a nucleus, `Z[a]` its charge, `r[d]` a component. */
function component(expression: Component, point: Point): Value {
  const base = ungrouped(expression.of);
  const target = isReference(base) ? base.symbol.ref : undefined;
  const index = () => scalar(valueAt(expression.index, point));
  if (isParticles(target)) {
    const position = point.positions.get(target)?.[index() - 1];
    if (position === undefined) throw new NoValue('no such particle');
    return isOnLine(target) ? position[0]! : position;
  }
  if (isPositions(target) || target === NUCLEAR_CHARGE) {
    const [first] = point.nuclei.keys();
    const nuclei = isPositions(target) ? target.$container : first;
    const nucleus = nuclei && point.nuclei.get(nuclei)?.[index() - 1];
    if (nucleus === undefined) throw new NoValue('no such nucleus');
    return isPositions(target) ? nucleus.at : nucleus.charge;
  }
  if (isOperatorName(target) && target.acts === 'motion') return momentum(expression, point);
  if (isLibraryName(target)) throw new NoValue('an operator');
  return pick(valueAt(expression.of, point), index());
}

function momentum({ index }: Component, point: Point): Value {
  const inner = ungrouped(index);
  const wave = isReference(inner) ? waveOf(inner, point) : undefined;
  if (wave === undefined) throw new NoValue('a momentum');
  return scaled(wave, point.hbar);
}

/** The wave vector of the particle that an operator acts on. */
function waveOf(of: Reference | undefined, point: Point): readonly number[] {
  const { waves, indices } = point;
  const target = of?.symbol.ref;
  if (isParticle(target)) return waves?.get(target)?.[0] ?? fail();
  const counted = isIndex(target) ? rangeOf(target, point) : undefined;
  if (counted?.kind !== 'particles' || !isIndex(target)) return fail();
  return waves?.get(counted.particles)?.[indices.get(target)! - 1] ?? fail();
}

function fail(): never {
  throw new NoValue('an operator');
}

function piecewise({ branches }: Piecewise, point: Point): Value {
  const branch = branches.find((candidate) =>
    conditionsOf(candidate).every(({ less, greater, strict }) =>
      holds(numberAt(less, point), numberAt(greater, point), strict),
    ),
  );
  if (branch === undefined) throw new NoValue('no case holds');
  const { chosen } = point;
  if (!chosen) return valueAt(branch.value, point);
  chosen.push({ node: branch, way: 1 });
  return valueAt(branch.value, { ...point, signs: chosen });
}

/** |x| has a kink where x changes its sign; a length of a vector has none on any line that misses zero. */
function noteSign(node: Norm | Call, value: Value, { signs }: Point): void {
  const [x, ...more] = typeof value === 'number' ? [value] : value;
  if (x !== undefined && more.length === 0) signs?.push({ node, way: Math.sign(x) });
}

function call(expression: Call, point: Point): Value {
  const target = expression.callee.symbol.ref;
  const values = () => expression.arguments.map(({ value }) => valueAt(value, point));
  // Of a model of orbitals their product stands for the determinant too.
  if (point.model && (target === DET || target === PRODUCT)) return values()[0] ?? fail();
  if (target === DOT) {
    const [left, right] = values();
    return dot(left!, right!);
  }
  if (isNamedFormula(target)) {
    const positional = expression.arguments.filter(({ label }) => label === undefined);
    const bound = new Map<FormalArgument | Parameter, Value>();
    for (const [i, formal] of target.arguments.entries()) {
      const given = positional[i];
      if (given) bound.set(formal, valueAt(given.value, point));
    }
    for (const parameter of target.parameters) {
      const given = expression.arguments.find(({ label }) => label === parameter.name);
      if (given) bound.set(parameter, valueAt(given.value, point));
    }
    return valueAt(target.value, { ...point, bound });
  }
  if (!isScalarFunction(target)) throw new NoValue('no function of numbers');
  const given = values().map(scalar);
  if (target.name === 'abs') noteSign(expression, given[0]!, point);
  return target.apply(...given);
}

function reference(expression: Reference, point: Point): Value {
  const target = expression.symbol.ref;
  const formula = formulaOf(expression);
  if (formula) return valueAt(formula, point);
  if (isIndex(target)) {
    const value = point.indices.get(target);
    if (value === undefined) throw new NoValue('a free index');
    return value;
  }
  if (isFormalArgument(target) || isParameter(target)) {
    const value = point.bound.get(target);
    if (value !== undefined) return value;
    if (isFormalArgument(target)) throw new NoValue('an argument without value');
    return target.default && isNamedFormula(target.$container)
      ? valueAt(target.default, point)
      : number(expression, point);
  }
  if (isParticle(target)) {
    const position = point.positions.get(target)?.[0];
    if (position === undefined) throw new NoValue('no such particle');
    return isOnLine(target) ? position[0]! : position;
  }
  if (isDefinition(target)) {
    if (isBlockUse(target.value)) throw new NoValue('a block');
    return valueAt((target as Definition).value, point);
  }
  if (isFileParameter(target) || (isLibraryName(target) && target.noun === 'constant'))
    return number(expression, point);
  throw new NoValue('no value');
}

/**
 * What the formula of an ansatz makes of its blocks: how wide their inputs are, which particles they speak of, which matrix
 * they fill.
 */
import type { Block, Expression, Particles, Space } from '../experiment.ts';
import { type BlockShape, blockKind } from './block.ts';
import { children } from './children.ts';

/** Matrices of one determinant or product. */
interface MatrixSize {
  determinants: number;
  columns: number;
}

interface Surroundings {
  readonly blocks: ReadonlyMap<string, Block>;
  readonly space: Space;
  readonly states: number;
}

/**
 * The shape of each block that ψ calls, by name.
 * @throws Error when two calls of a block do not fit each other, or a block speaks of particles of several kinds
 */
export function blockShapes(
  psi: Expression,
  blocks: readonly Block[],
  space: Space,
  states: number,
): ReadonlyMap<string, BlockShape> {
  const surroundings = { blocks: new Map(blocks.map((spec) => [spec.name, spec])), space, states };
  const shapes = new Map<string, BlockShape>();
  const visit = (e: Expression, matrix: MatrixSize): void => {
    const inner = e.kind === 'determinant' || e.kind === 'product' ? matrixSize(e.of, surroundings) : matrix;
    if (e.kind === 'block') record(shapes, e, inner, surroundings);
    for (const child of children(e)) visit(child, inner);
  };
  visit(psi, { determinants: 1, columns: 1 });
  return shapes;
}

type Call = Extract<Expression, { kind: 'block' }>;

function record(
  shapes: Map<string, BlockShape>,
  call: Call,
  { determinants, columns }: MatrixSize,
  surroundings: Surroundings,
): void {
  const spec = specOf(call, surroundings);
  const takesParticles = blockKind(spec).output !== 'values';
  const inputs = call.arguments.reduce(
    (total, argument) =>
      total + (takesParticles ? featureWidth(argument, surroundings) : widthOf(argument, surroundings)),
    0,
  );
  const particles = takesParticles ? particlesOf(call, surroundings).count : 1;
  const shape = { inputs, states: surroundings.states, particles, determinants, columns };
  const known = shapes.get(call.block);
  if (known && known.inputs !== inputs)
    throw new Error(`block ${call.block} is called with ${known.inputs} inputs in one place and ${inputs} in another`);
  if (known && JSON.stringify(known) !== JSON.stringify(shape))
    throw new Error(`block ${call.block} is called for different particles or matrices in two places`);
  shapes.set(call.block, shape);
}

/** Of the orbitals in it; a matrix without any is square. */
function matrixSize(matrix: Expression, surroundings: Surroundings): MatrixSize {
  const sizes = callsIn(matrix).flatMap((call): MatrixSize[] => {
    const spec = specOf(call, surroundings);
    if (spec.kind !== 'orbitals') return [];
    return [{ determinants: spec.determinants, columns: spec.columns ?? particlesOf(call, surroundings).count }];
  });
  const [first] = sizes;
  if (!first) return { determinants: 1, columns: particlesOf(matrix, surroundings).count };
  for (const { determinants, columns } of sizes)
    if (determinants !== first.determinants || columns !== first.columns)
      throw new Error(
        `orbitals of ${first.determinants} × ${first.columns} and of ${determinants} × ${columns} do not fit into one matrix`,
      );
  return first;
}

/** The one kind of particles that an expression speaks of. */
function particlesOf(expression: Expression, { space }: Surroundings): Particles {
  const names = new Set<string>();
  const visit = (e: Expression): void => {
    if (e.kind === 'position') names.add(e.name);
    for (const child of children(e)) visit(child);
  };
  visit(expression);
  const found = space.particles.filter(({ name }) => names.has(name));
  if (found.length !== 1)
    throw new Error(
      found.length === 0
        ? 'a block that takes particles is given none'
        : `a block takes particles of one kind, not ${found.map(({ name }) => name).join(' and ')} at once`,
    );
  return found[0]!;
}

function callsIn(expression: Expression): Call[] {
  const below = children(expression).flatMap(callsIn);
  return expression.kind === 'block' ? [expression, ...below] : below;
}

function specOf(call: Call, { blocks }: Surroundings): Block {
  const spec = blocks.get(call.block);
  if (!spec) throw new Error(`no block is named ${call.block}`);
  return spec;
}

/** Features of one particle: its coordinates, or what a block has made of them. */
function featureWidth(argument: Expression, surroundings: Surroundings): number {
  if (argument.kind === 'position') return particlesOf(argument, surroundings).dimension;
  const spec = argument.kind === 'block' ? specOf(argument, surroundings) : null;
  if (spec?.kind === 'equivariant') return spec.hidden;
  throw new Error('a block of particles takes their coordinates or the features of another block');
}

function widthOf(expression: Expression, surroundings: Surroundings): number {
  const width = (e: Expression) => widthOf(e, surroundings);
  switch (expression.kind) {
    case 'position': {
      const { count, dimension } = particlesOf(expression, surroundings);
      return expression.particle === undefined ? count * dimension : dimension;
    }
    case 'vector':
      return expression.elements.length;
    case 'block':
      return surroundings.states;
    case 'negate':
      return width(expression.of);
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return Math.max(width(expression.left), width(expression.right));
    default:
      return 1;
  }
}

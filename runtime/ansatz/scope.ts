/** What the names in a formula mean. */
import type { Block, Expression, Space } from '../experiment.ts';
import { concat, type GraphBuilder, type Tensor } from '../tensor/index.ts';
import { type BlockOutput, type BlockShape, blockKind } from './block.ts';
import { type Coordinates, coordinatesOf } from './coordinates.ts';

export interface BuiltBlock {
  readonly output: BlockOutput;
  readonly shape: BlockShape;
  apply(inputs: Tensor): Tensor;
}

export interface Scope {
  readonly builder: GraphBuilder;
  readonly walkers: number;
  /** By name of the particles. */
  readonly coordinates: ReadonlyMap<string, Coordinates>;
  /** By name. */
  readonly blocks: ReadonlyMap<string, BuiltBlock>;
  /** Inside a case: 1 where it holds, 0 elsewhere, [B, 1] or the same for all. */
  readonly guard?: Tensor;
}

/** A scope without blocks, as potentials have it; walkers are [B, all coordinates]. */
export function coordinateScope(space: Space, walkers: Tensor): Scope {
  return {
    builder: walkers.builder,
    walkers: walkers.shape[0]!,
    coordinates: coordinatesOf(space, walkers),
    blocks: new Map(),
  };
}

/** With the blocks of an ansatz; `parameter(name)` is the graph's tensor of a parameter. */
export function ansatzScope(
  space: Space,
  blocks: readonly { spec: Block; shape: BlockShape }[],
  walkers: Tensor,
  parameter: (name: string) => Tensor,
): Scope {
  const built = blocks.map(({ spec, shape }): [string, BuiltBlock] => {
    const kind = blockKind(spec);
    return [spec.name, { output: kind.output, shape, apply: (inputs) => kind.apply(spec, inputs, shape, parameter) }];
  });
  return { ...coordinateScope(space, walkers), blocks: new Map(built) };
}

/** The coordinates of that name. @throws Error when there are none: the compiler has checked that before */
export function coordinatesNamed(scope: Scope, name: string): Coordinates {
  const coordinates = scope.coordinates.get(name);
  if (!coordinates) throw new Error(`no coordinates are named ${name}`);
  return coordinates;
}

/** The block of that name. @throws Error when there is none: the compiler has checked that before */
export function blockNamed(scope: Scope, name: string): BuiltBlock {
  const block = scope.blocks.get(name);
  if (!block) throw new Error(`no block is named ${name}`);
  return block;
}

/** Features of particles, [A·B, width]: coordinates, or what a block has made of them. */
export function featuresOf(argument: Expression, scope: Scope): Tensor {
  if (argument.kind === 'position') return coordinatesNamed(scope, argument.name).stacked;
  const block = argument.kind === 'block' ? blockNamed(scope, argument.block) : null;
  if (argument.kind !== 'block' || block?.output !== 'features')
    throw new Error('a block of particles takes their coordinates or the features of another block');
  return applyToParticles(block, argument.arguments, scope);
}

/** A block of particles on its arguments. */
export function applyToParticles(block: BuiltBlock, parameters: readonly Expression[], scope: Scope): Tensor {
  return block.apply(
    concat(
      parameters.map((argument) => featuresOf(argument, scope)),
      1,
    ),
  );
}

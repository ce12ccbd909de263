/**
 * The walkers' coordinates by kind of particle, as formulas and blocks read them.
 */
import type { Space } from '../experiment.ts';
import { concat, reshape, slice, type Tensor, transpose } from '../tensor/index.ts';

/** Coordinates of all particles of one kind at B walkers. */
export class Coordinates {
  /** [B, count·dimension], particle by particle: what derivatives are taken by. */
  readonly all: Tensor;
  readonly count: number;
  readonly dimension: number;

  constructor(all: Tensor, count: number, dimension: number) {
    this.all = all;
    this.count = count;
    this.dimension = dimension;
  }

  get walkers(): number {
    return this.all.shape[0]!;
  }

  /** Particle `number`, from 1: [B, D]. @throws Error when there is no such particle */
  one(number: number): Tensor {
    if (number < 1 || number > this.count) throw new Error(`there is no particle ${number}; there are ${this.count}`);
    return slice(this.all, 1, (number - 1) * this.dimension, this.dimension);
  }

  /** All walkers of the first particle, then all of the second, …: [count·B, D]. */
  get stacked(): Tensor {
    const { walkers, count, dimension } = this;
    const split = reshape(this.all, [walkers, count, dimension]);
    return reshape(transpose(split, [1, 0, 2]), [count * walkers, dimension]);
  }

  /** The particles of these numbers (from 1), all walkers of each one after another: [length·B, D]. */
  pick(numbers: readonly number[]): Tensor {
    const { walkers, stacked } = this;
    const parts: Tensor[] = [];
    for (let at = 0; at < numbers.length; ) {
      let run = 1;
      while (numbers[at + run] === numbers[at]! + run) run++;
      parts.push(slice(stacked, 0, (numbers[at]! - 1) * walkers, run * walkers));
      at += run;
    }
    return concat(parts, 0);
  }
}

/** Coordinates by name of the particles, for walkers [B, all coordinates]. */
export function coordinatesOf({ particles }: Space, walkers: Tensor): ReadonlyMap<string, Coordinates> {
  const coordinates = new Map<string, Coordinates>();
  let start = 0;
  for (const { name, count, dimension } of particles) {
    coordinates.set(name, new Coordinates(slice(walkers, 1, start, count * dimension), count, dimension));
    start += count * dimension;
  }
  return coordinates;
}

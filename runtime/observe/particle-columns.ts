import { type Space, walkerDimension } from '../experiment.ts';

/** Where the coordinates of particles of one kind lie in a walker's row. */
export interface ParticleColumns {
  /** Numbers in a row. */
  readonly row: number;
  /** First of them. */
  readonly first: number;
  readonly count: number;
  readonly dimension: number;
}

/** @throws Error when there are no particles of that name: the compiler has checked that before */
export function columnsOf(space: Space, name: string): ParticleColumns {
  let first = 0;
  for (const particles of space.particles) {
    const { count, dimension } = particles;
    if (particles.name === name) return { row: walkerDimension(space), first, count, dimension };
    first += count * dimension;
  }
  throw new Error(`no particles are named ${name}`);
}

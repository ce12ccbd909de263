/**
 * How walkers move: a line in MOVES and a file beside this one.
 */
import type { Sampler } from '../experiment.ts';
import type { RandomStream } from '../random/stream.ts';
import type { Graph } from '../tensor/index.ts';
import type { Density } from './density.ts';
import { langevin } from './langevin.ts';
import { metropolis } from './metropolis.ts';

export interface MoveKind<S extends Sampler = Sampler> {
  /** Scale of a move at first. */
  width(spec: S): number;
  /**
   * Several moves of a block of walkers after each other.
   * Inputs `walkers` [B, D], `width` [1, 1], `proposals` [moves, B, D], `thresholds` [moves, B, 1], uniform in [0, 1] or
   * infinite where nothing is to be accepted; outputs `moved` [B, D], how many moves were `accepted` [B, 1] and ln W where the
   * walkers are then, `logDensity` [B, 1].
   */
  graph(density: Density, block: number, dimension: number, moves: number): Graph;
  /** Random numbers for one move of all walkers. */
  fill(spec: S, random: RandomStream, numbers: Float32Array): void;
}

export const MOVES: { [K in Sampler['kind']]: MoveKind<Extract<Sampler, { kind: K }>> } = { metropolis, langevin };

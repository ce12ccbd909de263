/** How walkers are moved. */
import * as v from 'valibot';
import { count, orAuto, positive } from './ranges.ts';

/** Samples kept for several optimizer steps, weighted by how |ψ|² has changed since they were drawn. */
const Reweighting = v.variant('by', [
  /**
   * New samples after least + (most − least)·(1 − Δ) steps, Δ = |1 − (1/N) Σ exp(−(R_i − 1)²/s)|, R normalised to mean 1
   * (Azzam 2023, eq. 16-20).
   */
  v.object({ by: v.literal('spread'), most: count, least: count, s: positive }),
  /** New samples when the effective sample size (ΣR)²/ΣR² falls below `share` of the walkers, at the latest after `most` steps. */
  v.object({ by: v.literal('effective_samples'), most: count, share: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)) }),
]);
export type Reweighting = v.InferOutput<typeof Reweighting>;

/** What every way of moving walkers has. */
const moves = {
  walkers: count,
  /**
   * Moves of every walker between two optimizer steps; auto: as many as the local energy needs to forget the last ones, by
   * its measured autocorrelation time.
   */
  sweeps: orAuto(count),
  /** Aim of the adaptation of the step between optimizer steps; null: it stays. */
  acceptance: v.nullable(v.pipe(v.number(), v.gtValue(0), v.ltValue(1))),
  /** Cube of this side, or a normal cloud of this width, both centred at 0. */
  start: v.object({ kind: v.picklist(['cube', 'cloud']), size: positive }),
  /** Moves before the first optimizer step; auto: until the energy is stationary. */
  burn_in: orAuto(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** A walker that has not moved for more sweeps than this is put where another one is; null: never. */
  max_age: v.nullable(count),
  reweight: v.nullable(Reweighting),
};
export const Sampler = v.variant('kind', [
  v.object({
    kind: v.literal('metropolis'),
    ...moves,
    /** All coordinates of a walker move together: x′ = x + width·(2u − 1) or x + width·N(0, 1). */
    proposal: v.object({ kind: v.picklist(['uniform', 'gaussian']), width: positive }),
  }),
  v.object({
    kind: v.literal('langevin'),
    ...moves,
    /** τ in x′ = x + τ ∇ln|ψ| + √τ·N(0, 1) (MALA: accepted with the ratio of the proposals' densities). */
    time_step: positive,
  }),
]);
export type Sampler = v.InferOutput<typeof Sampler>;

/** What a result says besides its energies: what became of promises, what is to be thought of it, and what was measured. */
import * as v from 'valibot';
import { PhraseSchema } from './phrase.ts';

/** JSON has no NaN or infinity; a number that was not finite is null. */
const real = v.nullable(v.number());

export const Verdict = v.picklist(['pass', 'fail', 'undecided']);
export type Verdict = v.InferOutput<typeof Verdict>;

export const ExpectationResult = v.object({
  /** As the file writes it. */
  text: v.string(),
  verdict: Verdict,
  reason: v.string(),
  /** The reason as a phrase. */
  said: v.optional(PhraseSchema),
});
export type ExpectationResult = v.InferOutput<typeof ExpectationResult>;

/** What is to be thought of a run's result, and why. */
export const Judgement = v.object({
  /**
   * `below` is an alarm: an energy lower than the exact one, which no wave function can have. `imprecise`: the numbers of this
   * precision say more of their rounding than of ψ.
   */
  state: v.picklist(['converged', 'falling', 'stuck', 'few samples', 'imprecise', 'below']),
  /** One sentence. */
  text: v.string(),
  /** The numbers behind it, each a sentence. */
  reasons: v.array(v.string()),
  /** The same as phrases. */
  said: v.optional(v.object({ text: PhraseSchema, reasons: v.array(PhraseSchema) })),
});
export type Judgement = v.InferOutput<typeof Judgement>;

/** A number measured by the evaluation. */
export const Measured = v.object({
  /** As the file writes it. */
  text: v.string(),
  value: real,
  error: real,
});
export type Measured = v.InferOutput<typeof Measured>;

export const ObservableResult = v.object({
  kind: v.picklist(['density', 'pair_density', 'mean']),
  ...Measured.entries,
  /** Curves only: of each bin its middle, the value there and one standard error. */
  curve: v.optional(v.object({ at: v.array(v.number()), values: v.array(real), errors: v.array(real) })),
  /** Files in the run folder. */
  files: v.optional(v.array(v.string())),
});
export type ObservableResult = v.InferOutput<typeof ObservableResult>;

/** 2⟨T⟩ over what the virial theorem says it is. */
export const VirialRatio = v.object({
  ratio: real,
  error: real,
  /** What it is called, also as a phrase. */
  text: v.string(),
  said: v.optional(PhraseSchema),
});

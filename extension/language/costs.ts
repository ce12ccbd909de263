/** What the language server says a training will take, with its check at run time, and how a lens writes it. */
import * as v from 'valibot';
import type { Localization } from '../energies/translate.ts';

export const COSTS_REQUEST = 'qham/costs';

const TrainCost = v.object({
  name: v.string(),
  parameters: v.number(),
  seconds: v.number(),
  bytes: v.number(),
  /** Of a sweep. */
  points: v.optional(v.number()),
});
export type TrainCost = v.InferOutput<typeof TrainCost>;

/** Checks an answer to `qham/costs`. @throws ValiError that says what is wrong */
export const parseCosts = (value: unknown): TrainCost[] => v.parse(v.array(TrainCost), value);

/** `≈ 40 s · 120 MB · 18 k parameters`, of a sweep also `· 11 values`: as many digits as an estimate has that may be off by a factor of three. */
export function costText({ seconds, bytes, parameters, points }: TrainCost, l10n: Localization): string {
  const parts = [duration(seconds), size(bytes), l10n.t('{0} parameters', count(parameters))];
  return `≈ ${[...parts, ...(points === undefined ? [] : [l10n.t('{0} values', points)])].join(' · ')}`;
}

const two = (value: number): number => Number(value.toPrecision(2));

function duration(seconds: number): string {
  if (seconds < 1) return '1 s';
  if (seconds < 90) return `${two(seconds)} s`;
  if (seconds < 90 * 60) return `${two(seconds / 60)} min`;
  return `${two(seconds / 3600)} h`;
}

const size = (bytes: number): string => (bytes < 1e9 ? `${two(bytes / 1e6)} MB` : `${two(bytes / 1e9)} GB`);

function count(parameters: number): string {
  if (parameters < 1e4) return String(parameters);
  return parameters < 1e6 ? `${two(parameters / 1e3)} k` : `${two(parameters / 1e6)} M`;
}

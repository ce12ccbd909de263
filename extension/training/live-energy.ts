import type { Reference } from '../protocol.ts';
import { sigmas } from '../runs/sigmas.ts';
import { batchEnergy, measuredEnergy } from './energy-text.ts';

/** What is known of a run's energies, live or from its folder. */
export interface LiveEnergies {
  readonly energies: readonly (number | null)[];
  /** Null while it trains. */
  readonly errors: readonly (number | null)[] | null;
  readonly references: readonly Reference[];
}

/** The words in it, in the reader's language. */
export interface LiveTexts {
  /** "{0}σ from exact" and "{0}σ from expected". */
  readonly from: Readonly<Record<Reference['kind'], string>>;
}

/** Energies in one line at most. */
const SHOWN = 3;
/** Standard errors beyond which a level was missed: chance does that once in 370 times. */
const FAR = 3;

/**
 * The energies at the end of a `train` line: `E = 10.8921(14)  ✓ 0.5σ from expected`, without an error bar while it trains.
 * Empty where there is none yet.
 */
export function liveEnergy({ energies, errors, references }: LiveEnergies, texts: LiveTexts): string {
  if (energies.length === 0) return '';
  const numbers = energies
    .slice(0, SHOWN)
    .map((energy, n) =>
      energy === null || errors === null ? batchEnergy(energy) : measuredEnergy(energy, errors[n] ?? null),
    );
  const text = `E = ${numbers.join(', ')}${energies.length > SHOWN ? ', …' : ''}`;
  const off = sigmas(energies, errors ?? [], references);
  const far = off.reduce<(typeof off)[number] | null>(
    (worst, next) => (worst && worst.sigmas >= next.sigmas ? worst : next),
    null,
  );
  if (far === null) return text;
  const sign = far.sigmas <= FAR ? '✓' : '✗';
  return `${text}  ${sign} ${texts.from[far.kind].replace('{0}', far.sigmas.toFixed(1))}`;
}

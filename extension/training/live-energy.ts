import type { Expectation, Reference } from '../protocol.ts';
import { sigmas } from '../runs/sigmas.ts';
import { batchEnergy, measuredEnergy } from './energy-text.ts';

/** What is known of a run's energies, live or from its folder. */
export interface LiveEnergies {
  readonly energies: readonly (number | null)[];
  /** Null while it trains. */
  readonly errors: readonly (number | null)[] | null;
  readonly references: readonly Reference[];
  readonly expectations: readonly Pick<Expectation, 'verdict'>[];
}

/** The words in it, in the reader's language. */
export interface LiveTexts {
  /** "{0}σ from exact" and "{0}σ from expected". */
  readonly from: Readonly<Record<Reference['kind'], string>>;
}

/** Energies in one line at most. */
const SHOWN = 3;
/**
 * The energies at the end of a `train` line: `E = 10.8921(14)  ✓ 0.5σ from expected`, without an error bar while it trains.
 * Empty where there is none yet.
 */
export function liveEnergy({ energies, errors, references, expectations }: LiveEnergies, texts: LiveTexts): string {
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
  return `${text}  ${verdictSign(expectations)}${texts.from[far.kind].replace('{0}', far.sigmas.toFixed(1))}`;
}

/**
 * The sign is the verdict on what the file promises. The distance alone is none: a variational energy lies above the exact one, by
 * many error bars where those are small.
 */
function verdictSign(expectations: LiveEnergies['expectations']): string {
  const verdicts = expectations.map(({ verdict }) => verdict);
  if (verdicts.length === 0) return '';
  if (verdicts.includes('fail')) return '✗ ';
  return verdicts.includes('undecided') ? '? ' : '✓ ';
}

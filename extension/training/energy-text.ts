import { formatUncertain } from 'qham/format';

/** An energy from the evaluation, with its error bar, as in tables of physics: 1.5003(4), −0.4997(3). */
export function measuredEnergy(value: number, error: number | null): string {
  return typographic(formatUncertain(value, error ?? Number.NaN));
}

/** A batch estimate, with four decimals: a training has no honest error bar. Null: it was not finite. */
export function batchEnergy(value: number | null): string {
  return value === null ? '–' : typographic(value.toFixed(4));
}

/** A level to compare with: as many decimals as it has, four at most. */
export function referenceEnergy(value: number): string {
  return typographic(String(Number(value.toFixed(4))));
}

/** How far an energy is from a reference, always with its sign; `error` as in `measuredEnergy`, undefined for a batch estimate. */
export function energyDifference(difference: number, error: number | null | undefined): string {
  const text = error === undefined ? batchEnergy(difference) : measuredEnergy(difference, error);
  return difference > 0 ? `+${text}` : text;
}

/** With a minus sign that is as wide as a digit. */
function typographic(text: string): string {
  return text.replaceAll('-', '−');
}

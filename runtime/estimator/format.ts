/** Numbers with their uncertainty, in the notation of the tables of physical constants. */

/** Digits of a float64 that can be trusted; no more are ever written. */
const TRUSTED_DIGITS = 15;
/** Digits of a value whose uncertainty is not known. */
const DIGITS_WITHOUT_ERROR = 6;

/**
 * A value with its uncertainty in units of the last digit written: `-0.4997(3)`, `10.8921(14)`, `1.50(2)`, `1230(20)`.
 *
 * The uncertainty has one digit, or two when its first is 1. An uncertainty of 0 gives `1.5(0)`; one that is not known
 * (not finite, or negative) gives `1.5(?)`; one below the precision of the value gives one unit of the 15th digit.
 * Below 10⁻⁴ and from 10⁷ on both are written with a power of ten: `1.234(5)e-7`. A value that is not finite is written
 * as `NaN`, `Infinity` or `-Infinity`.
 */
export function formatUncertain(value: number, error: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (!(error >= 0 && Number.isFinite(error))) return withoutError(value, DIGITS_WITHOUT_ERROR, '(?)');
  if (error === 0) return withoutError(value, TRUSTED_DIGITS, '(0)');

  let { place, units } = roundedError(error);
  const magnitude = value === 0 ? -Infinity : exponentOf(value);
  if (place < magnitude - TRUSTED_DIGITS + 1) {
    place = magnitude - TRUSTED_DIGITS + 1;
    units = '1';
  }
  const digits = roundToPlace(Math.abs(value), place);
  const sign = value < 0 && digits !== '0' ? '-' : '';
  const exponent = place + Math.max(digits === '0' ? 0 : digits.length, units.length) - 1;
  if (exponent >= -4 && exponent < 7) return sign + plain(digits, place, units);
  return `${sign}${plain(digits, place - exponent, units)}e${exponent}`;
}

/** The uncertainty as a whole number of units 10^place. */
function roundedError(error: number): { place: number; units: string } {
  const [two, exponent] = scientific(error, 2);
  if (two.startsWith('1')) return { place: exponent - 1, units: two };
  // 0.096 rounds up to 0.10, which keeps both digits.
  const [one, rounded] = scientific(error, 1);
  return rounded > exponent ? { place: exponent, units: '10' } : { place: exponent, units: one };
}

/** |value| as a whole number of units 10^place, rounded to nearest. */
function roundToPlace(magnitude: number, place: number): string {
  const count = exponentOf(magnitude) - place + 1;
  if (magnitude === 0 || count < 0) return '0';
  if (count === 0) return magnitude >= Number(`5e${place - 1}`) ? '1' : '0';
  const [digits, exponent] = scientific(magnitude, count);
  return exponent - place + 1 > count ? `${digits}0` : digits;
}

/** A whole number of units 10^place without a power of ten, and the uncertainty behind it. */
function plain(digits: string, place: number, units: string): string {
  if (place >= 0) {
    const zeros = '0'.repeat(place);
    return `${digits === '0' ? '0' : digits + zeros}(${units}${zeros})`;
  }
  const padded = digits.padStart(1 - place, '0');
  return `${padded.slice(0, place)}.${padded.slice(place)}(${units})`;
}

function withoutError(value: number, digits: number, mark: string): string {
  const [mantissa, exponent] = Number(value.toPrecision(digits)).toString().split('e');
  return exponent === undefined ? `${mantissa}${mark}` : `${mantissa}${mark}e${Number(exponent)}`;
}

/** The first `count` decimal digits of a positive number, correctly rounded, and the power of ten of the first. */
function scientific(x: number, count: number): [digits: string, exponent: number] {
  const [mantissa, exponent] = x.toExponential(count - 1).split('e') as [string, string];
  return [mantissa.replace('.', ''), Number(exponent)];
}

function exponentOf(x: number): number {
  return scientific(Math.abs(x), 17)[1];
}

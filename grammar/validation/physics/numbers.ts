/** A number in a sentence: three digits are enough to see what is meant. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const rounded = Number(value.toPrecision(3));
  const plain = Math.abs(rounded) >= 1e-3 && Math.abs(rounded) < 1e5;
  const text = rounded === 0 ? '0' : plain ? String(rounded) : rounded.toExponential().replace('e+', 'e');
  return text.replace('-', '−').replace('e−', 'e-');
}

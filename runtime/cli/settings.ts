import { UsageError } from './exit-code.ts';

/**
 * Reads `--set name=value …`.
 * @returns the values by name
 * @throws UsageError when a setting is not `name=number`, or a name is set twice
 */
export function parseSettings(settings: readonly string[]): Record<string, number> {
  const values = new Map<string, number>();
  for (const setting of settings) {
    const at = setting.indexOf('=');
    const name = setting.slice(0, Math.max(0, at)).trim();
    const text = setting.slice(at + 1).trim();
    if (at < 0 || !name) throw new UsageError(`--set ${setting}: write name=value, as in --set D=4`);
    const value = parseNumber(text);
    if (value === null) throw new UsageError(`--set ${setting}: ‘${text}’ is not a number`);
    const before = values.get(name);
    if (before !== undefined) throw new UsageError(`--set: ${name} is set twice, to ${before} and to ${value}`);
    values.set(name, value);
  }
  return Object.fromEntries(values);
}

/** A finite decimal number as the language writes them (`2`, `-0.5`, `1e-3`, `.5`), with the paper's minus sign too; else null. */
export function parseNumber(text: string): number | null {
  if (!/^[-+−]?(\d+\.?\d*|\.\d+)([eE][-+−]?\d+)?$/.test(text)) return null;
  const value = Number(text.replaceAll('−', '-'));
  return Number.isFinite(value) ? value : null;
}

/**
 * Reads a whole number given to an option.
 * @throws UsageError when it is not one, or not within low … high
 */
export function parseWhole(option: string, text: string, low: number, high: number): number {
  const value = parseNumber(text);
  if (value === null || !Number.isInteger(value) || value < low || value > high)
    throw new UsageError(
      `${option} ${text}: expected a whole number ${high === Number.MAX_SAFE_INTEGER ? `from ${low} up` : `from ${low} to ${high}`}`,
    );
  return value;
}

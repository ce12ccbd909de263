import { type Expression, isInterval, type Sweep } from '../generated/ast.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import type { Report } from '../validation/finding.ts';
import { evaluateNumber } from './evaluate.ts';
import { defaults } from './templates.ts';

/** More values than anybody sweeps over: a step that was meant larger. */
const MOST = 10_000;

/**
 * The values of a sweep in their order: `[1, 2, 5]`, `[-20..20 step 5]`, or both mixed.
 * @returns undefined where one has no value, which has been reported
 */
export function sweepValues({ values }: Sweep, report: Report): number[] | undefined {
  if (values.elements.length === 0) {
    report(catalogue.emptySweep, values, {});
    return undefined;
  }
  const read = values.elements.map((element) => valuesOf(element, report));
  if (read.includes(undefined)) return undefined;
  const all = read.flatMap((each) => each ?? []);
  const repeated = firstRepeated(all);
  if (repeated === undefined) return all;
  report(catalogue.repeatedValue, values, { value: repeated });
  return undefined;
}

/** Values are the same up to the rounding errors of the steps that led to them. */
function firstRepeated(values: readonly number[]): number | undefined {
  const seen = new Set<string>();
  return values.find((value) => seen.size === seen.add(value.toPrecision(12)).size);
}

function valuesOf(element: Expression, report: Report): number[] | undefined {
  const number = (expression: Expression) => evaluateNumber(expression, { lookup: defaults(), report });
  if (!isInterval(element)) {
    const value = number(element);
    return value === undefined ? undefined : [value];
  }
  if (!element.step) {
    report(catalogue.noStep, element, {});
    return undefined;
  }
  const [from, to, step] = [number(element.from), number(element.to), number(element.step)];
  if (from === undefined || to === undefined || step === undefined) return undefined;
  // The end belongs to the values, also where a sum of steps misses it by rounding.
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (Number.isFinite(count) && count >= 1 && count <= MOST)
    return Array.from({ length: count }, (_, i) => from + i * step);
  report(catalogue.badStep, element.step, { from, to, step });
  return undefined;
}

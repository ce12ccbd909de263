/**
 * A sweep: the same train at many values of one parameter, as plain JSON. Like the Experiment it crosses from the language to
 * the numerics, and a sweep folder keeps it, so that a sweep goes on without its source file.
 */
import * as v from 'valibot';
import { type Experiment, parseExperiment } from '../experiment.ts';

export interface SweepPlan {
  /** The name after `sweep`. */
  name: string;
  /** The name of the train, and of the parameter that differs between the points. */
  train: string;
  parameter: string;
  /** Whether each point begins with the wave function of the one before it. */
  chain: boolean;
  /** In the order in which they are trained. */
  points: { value: number; experiment: Experiment }[];
}

const Stored = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  train: v.string(),
  parameter: v.pipe(v.string(), v.minLength(1)),
  chain: v.boolean(),
  points: v.pipe(
    v.array(v.object({ value: v.pipe(v.number(), v.finite()), experiment: v.unknown() })),
    v.minLength(1, 'a sweep has at least one point'),
  ),
});

/** Reads a plan back. @throws Error that says what is wrong */
export function parseSweepPlan(value: unknown): SweepPlan {
  const result = v.safeParse(Stored, value);
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(`${v.getDotPath(issue) ?? 'value'}: ${issue.message}`);
  }
  const { points, ...plan } = result.output;
  return { ...plan, points: points.map((point) => ({ ...point, experiment: parseExperiment(point.experiment) })) };
}

/** A value without the rounding errors of the steps that led to it: 0.3, not 0.30000000000000004. */
export function valueText(value: number): string {
  return String(Number(value.toPrecision(12)));
}

/** What a point is called wherever a train is named: `Curve(V0 = 5)`. */
export function pointName({ name, parameter }: Pick<SweepPlan, 'name' | 'parameter'>, value: number): string {
  return `${name}(${parameter} = ${valueText(value)})`;
}

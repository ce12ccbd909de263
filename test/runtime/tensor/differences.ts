/** Derivatives by finite differences, fourth order, in float64: the naive answers that rules are held against. */
import type { Feed, Results, Session } from '../../../runtime/engine/engine.ts';

/** Steps for first and second derivatives: truncation h⁴ and rounding ε/h, ε/h² are then about 1e-11. */
const FIRST = 1e-3;
const SECOND = 1e-2;

type Direction = Readonly<Record<string, number[]>>;

/** d/dt and d²/dt² at t = 0 of every output of the session with its inputs moved to feed + t · direction. */
export async function alongDirections(
  session: Session,
  feed: Feed,
  directions: readonly Direction[],
): Promise<{ first: Record<string, number[]>; second: Record<string, number[]> }[]> {
  const steps = [-2, -1, 1, 2].flatMap((k) => [k * FIRST, k * SECOND]);
  const moves = directions.flatMap((direction) => steps.map((t) => moved(feed, direction, t)));
  const [centre, ...results] = await session.run({}, [feed, ...moves]);
  return directions.map((_, i) => {
    const at = results.slice(i * steps.length, (i + 1) * steps.length);
    const stencil = (size: number, weights: readonly number[], own: number, scale: number) =>
      combine(centre!, (name, j) => {
        const values = [-2, -1, 1, 2].map((k) => at[steps.indexOf(k * size)]![name]![j]!);
        return (values.reduce((sum, v, k) => sum + v * weights[k]!, 0) + own * centre![name]![j]!) / scale;
      });
    return {
      first: stencil(FIRST, [1, -8, 8, -1], 0, 12 * FIRST),
      second: stencil(SECOND, [-1, 16, 16, -1], -30, 12 * SECOND ** 2),
    };
  });
}

/** ∂(output)/∂(input element), element by element of the named input, for an output that is one number. */
export async function numericGradient(session: Session, feed: Feed, of: string, variable: string): Promise<number[]> {
  const size = feed[variable]!.length;
  const directions = Array.from({ length: size }, (_, i) => ({
    [variable]: Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)),
  }));
  const derivatives = await alongDirections(session, feed, directions);
  return derivatives.map(({ first }) => first[of]![0]!);
}

function moved(feed: Feed, direction: Direction, t: number): Feed {
  const shift = ([name, step]: [string, number[]]) => [
    name,
    Float64Array.from(feed[name]!, (value, i) => value + t * step[i]!),
  ];
  return { ...feed, ...Object.fromEntries(Object.entries(direction).map(shift)) };
}

function combine(like: Results, value: (name: string, j: number) => number): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(like).map(([name, values]) => [name, Array.from(values, (_, j) => value(name, j))]),
  );
}

import { repeatableNumbers } from './random.ts';
import type { Positions, ProbeSystem } from './system.ts';

/** A straight line through the configurations of a system, by the distance from its middle. */
export type Line = (distance: number) => Positions;

const AT_RANDOM = 4;

/**
 * Lines on which the first particle of each kind passes close to the origin while all others stay in general position, and some
 * on which all of them move.
 */
export function linesThrough({ kinds, scale }: ProbeSystem): Line[] {
  const random = repeatableNumbers(3);
  const vectors = (value: (k: number, i: number) => number): Positions =>
    kinds.map(({ count, dimension }, k) =>
      Array.from({ length: count }, (_, i) => Array.from({ length: dimension }, () => value(k, i) * random())),
    );
  const line = (start: Positions, way: Positions): Line => {
    const norm = Math.hypot(...way.flat(2));
    return (distance) =>
      start.map((particles, k) =>
        particles.map((position, i) => position.map((x, d) => x + (distance * way[k]![i]![d]!) / norm)),
      );
  };
  const first = kinds.map((_, kind) =>
    line(
      vectors((k, i) => (k === kind && i === 0 ? 0 : scale)),
      vectors((k, i) => (k === kind && i === 0 ? 1 : 0)),
    ),
  );
  const others = Array.from({ length: AT_RANDOM }, () =>
    line(
      vectors(() => scale),
      vectors(() => 1),
    ),
  );
  return [...first, ...others];
}

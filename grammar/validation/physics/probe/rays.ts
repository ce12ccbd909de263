/**
 * How a potential behaves far out along straight lines, and close to where particles meet.
 */
import { say, type Words } from '../../../localization/phrase.ts';
import { repeatableNumbers } from './random.ts';
import type { Kind, Positions, ProbeSystem } from './system.ts';

/** A straight way out, with what it is in words. */
export interface Ray {
  readonly words: Words;
  readonly start: Positions;
  readonly direction: Positions;
}

/** The point at a distance along a ray. */
export function along({ start, direction }: Ray, distance: number): Positions {
  return start.map((particles, k) =>
    particles.map((position, i) => position.map((x, d) => x + distance * direction[k]![i]![d]!)),
  );
}

const RANDOM_RAYS = 8;

/** Ways out of a system: one coordinate, all particles together, two particles apart, and some at random. */
function raysOf({ kinds, scale }: ProbeSystem): Ray[] {
  const random = repeatableNumbers(1);
  const fill = (value: (k: number, i: number, d: number) => number): Positions =>
    kinds.map(({ count, dimension }, k) =>
      Array.from({ length: count }, (_, i) => Array.from({ length: dimension }, (_, d) => value(k, i, d))),
    );
  // A start in general position, so that no ray runs through a point where particles meet.
  const start = fill(() => scale * random());
  const rays: Ray[] = [];
  const add = (words: Words, direction: Positions) => rays.push({ words, start, direction });
  for (const [k, kind] of kinds.entries())
    for (let d = 0; d < kind.dimension; d++)
      for (const sign of [1, -1]) {
        add(
          `${coordinateWord(kind, d)} → ${sign > 0 ? '' : '−'}∞`,
          fill((a, i, b) => (a === k && i === 0 && b === d ? sign : 0)),
        );
        if (kind.count < 2) continue;
        add(
          say`all particles ${kind.name} together`,
          fill((a, _, b) => (a === k && b === d ? sign : 0)),
        );
        if (sign > 0)
          add(
            say`two particles ${kind.name} apart`,
            fill((a, i, b) => (a === k && b === d && i < 2 ? 1 - 2 * i : 0)),
          );
      }
  for (let n = 0; n < RANDOM_RAYS; n++)
    add(
      say`in a direction at random`,
      fill(() => random()),
    );
  return rays;
}

const AXES = ['x', 'y', 'z'];

function coordinateWord({ name, count, dimension }: Kind, d: number): string {
  const particle = count > 1 ? `${name}[1]` : name;
  if (dimension === 1) return particle;
  return AXES[d] === undefined || dimension > 3 ? `${particle}[${d + 1}]` : `${particle}.${AXES[d]}`;
}

/** Doublings of the distance that are looked at. */
const DOUBLINGS = 40;
/** So many of the last ones must all go down, each by no less than the one before. */
const LAST = 8;

function profile(ray: Ray, system: ProbeSystem): number[] {
  const values: number[] = [];
  for (let k = 0; k <= DOUBLINGS; k++) {
    const value = system.potential(along(ray, system.scale * 2 ** k));
    if (Number.isNaN(value)) break;
    values.push(value);
    if (!Number.isFinite(value)) break;
  }
  return values;
}

/** The potential along one way out. */
export interface Profile {
  readonly ray: Ray;
  /** At distances that double, up to where it can no longer be computed. */
  readonly values: readonly number[];
}

const profiles = new WeakMap<ProbeSystem, Profile[]>();

/** The potential along all ways out of a system, found once. @throws NoValue */
export function profilesOf(system: ProbeSystem): Profile[] {
  const before = profiles.get(system);
  if (before) return before;
  const found = raysOf(system).map((ray) => ({ ray, values: profile(ray, system) }));
  profiles.set(system, found);
  return found;
}

/**
 * Whether a potential at doubling distances goes down without end. One that tends to a limit takes ever smaller steps at
 * each doubling; −x⁴, −x and −log x do not.
 */
export function fallsForever(values: readonly number[]): boolean {
  if (values.at(-1) === Number.NEGATIVE_INFINITY) return true;
  if (values.length < LAST + 1) return false;
  const tail = values.slice(-LAST - 1);
  const steps = tail.slice(1).map((value, i) => value - tail[i]!);
  const rounding = (i: number) => 1e-12 * Math.max(Math.abs(tail[i]!), Math.abs(tail[i + 1]!));
  return steps.every((step, i) => step < -rounding(i) && (i === 0 || step <= 0.999 * steps[i - 1]!));
}

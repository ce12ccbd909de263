/**
 * How a potential behaves where two particles meet, a particle meets a nucleus, or a particle is at the origin.
 */
import { type Phrase, say } from '../../../localization/phrase.ts';
import { repeatableNumbers } from './random.ts';
import type { Positions, ProbeSystem } from './system.ts';

/** A place where a potential may be singular, and how to come close to it. */
export interface Meeting {
  readonly what: 'pair' | 'nucleus' | 'origin';
  /** Kinds of the particles that meet, by number. */
  readonly kinds: readonly number[];
  /** `where two particles x meet` */
  readonly words: Phrase;
  readonly dimension: number;
  at(distance: number): Positions;
}

/** V ≈ strength · distance^(−power). */
export interface Singularity {
  readonly meeting: Meeting;
  readonly power: number;
  readonly strength: number;
}

export function meetingsOf(system: ProbeSystem): Meeting[] {
  const { kinds, scale, nuclei } = system;
  const meetings: Meeting[] = [];
  const random = repeatableNumbers(2);
  const generic: Positions = kinds.map(({ count, dimension }) =>
    Array.from({ length: count }, () => Array.from({ length: dimension }, () => scale * (2 + random()))),
  );
  const placed = (k: number, i: number, position: readonly number[]): Positions =>
    generic.map((particles, a) => particles.map((old, b) => (a === k && b === i ? position : old)));
  for (const [k, { name, count, dimension }] of kinds.entries()) {
    const way = unit(Array.from({ length: dimension }, () => 1.5 + random()));
    const near = (place: readonly number[]) => (distance: number) =>
      placed(
        k,
        0,
        place.map((x, d) => x + distance * way[d]!),
      );
    const one = count > 1 ? say`a particle of ${name}` : name;
    for (const nucleus of nuclei)
      if (nucleus.length === dimension)
        meetings.push({
          what: 'nucleus',
          kinds: [k],
          words: say`where ${one} meets a nucleus`,
          dimension,
          at: near(nucleus),
        });
    const origin = way.map(() => 0);
    meetings.push({
      what: 'origin',
      kinds: [k],
      words: say`where ${one} is at the origin`,
      dimension,
      at: near(origin),
    });
    for (const [other, { name: otherName, dimension: otherDimension, count: otherCount }] of kinds.entries()) {
      if (other < k || otherDimension !== dimension || (other === k && count < 2) || otherCount < 1) continue;
      const at = near(generic[other]![other === k ? 1 : 0]!);
      const words = other === k ? say`where two particles ${name} meet` : say`where ${name} and ${otherName} meet`;
      meetings.push({ what: 'pair', kinds: [k, other], words, dimension, at });
    }
  }
  return meetings;
}

const unit = (vector: number[]) => vector.map((x) => x / Math.hypot(...vector));

/** Halvings of the distance, from 1/4 of the system's scale. */
const HALVINGS = 24;
/** So many of the last ones must agree on the power. */
const LAST = 5;

/** The singularity of the potential at a meeting; undefined where it stays finite. @throws NoValue */
export function singularityAt(meeting: Meeting, system: ProbeSystem): Singularity | undefined {
  const values = Array.from({ length: HALVINGS }, (_, k) => system.potential(meeting.at(system.scale * 2 ** -(k + 2))));
  const tail = values.slice(-LAST - 1);
  if (!tail.every(Number.isFinite)) return undefined;
  const powers = tail.slice(1).map((value, i) => Math.log2(value / tail[i]!));
  const power = powers.at(-1)!;
  // A finite potential has power 0; a spread means that the leading power is not reached or that there is none.
  if (!(power > 0.05) || powers.some((other) => !(Math.abs(other - power) < 0.02))) return undefined;
  const distance = system.scale * 2 ** -(HALVINGS + 1);
  return { meeting, power, strength: values.at(-1)! * distance ** power };
}

/**
 * Energies against the parameter of a sweep, with their error bars, as an SVG picture: one line a state.
 */
import { extent, framed } from '../observe/frame.ts';

/** The energies of one state. */
export interface Level {
  at: readonly number[];
  energies: readonly number[];
  /** One standard error each; null where there were too few samples to know it. */
  errors: readonly (number | null)[];
}

/** Lines of neighbouring states differ on light and dark grounds. */
const COLOURS = ['#3987c9', '#c9713b', '#4a9d5b', '#a35fc0', '#9a8a2c', '#c94f6d'];

/** The text of an SVG file; the axes are there also where no point has a result yet. */
export function sweepFigure(name: string, parameter: string, levels: readonly Level[]): string {
  const known = levels.flatMap(({ energies, errors }) =>
    energies.flatMap((energy, i) => [energy - (errors[i] ?? 0), energy + (errors[i] ?? 0)]),
  );
  const across = extent(levels.flatMap(({ at }) => [...at]));
  return framed({ title: name, x: parameter, y: 'energy', across, up: extent(known) }, (place) =>
    levels.flatMap(({ at, energies, errors }, state) => {
      const colour = COLOURS[state % COLOURS.length]!;
      const points = energies.map((energy, i) => place(at[i]!, energy));
      return [
        `<polyline fill="none" stroke="${colour}" stroke-opacity="0.5" points="${points.join(' ')}"/>`,
        ...energies.flatMap((energy, i) => bar(place, at[i]!, energy, errors[i] ?? 0, colour)),
      ];
    }),
  );
}

/** Half the width of the end of an error bar, and the radius of a point. */
const CAP = 3;
const RADIUS = 2.5;

function bar(place: (x: number, y: number) => string, at: number, energy: number, error: number, colour: string) {
  const [x, y] = place(at, energy).split(',');
  const [, low] = place(at, energy - error).split(',');
  const [, high] = place(at, energy + error).split(',');
  const cap = (end: string | undefined) => `M${Number(x) - CAP},${end}h${2 * CAP}`;
  return [
    `<path class="error" stroke="${colour}" d="M${x},${low}V${high}${cap(low)}${cap(high)}"/>`,
    `<circle cx="${x}" cy="${y}" r="${RADIUS}" fill="${colour}"/>`,
  ];
}

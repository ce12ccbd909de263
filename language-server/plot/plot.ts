import { type Definition, type Phrase, say } from '@qham/grammar';
import type { Colours } from '../lsp/appearance.ts';
import { plotContours } from './contours.ts';
import { plotCurve } from './curve.ts';
import { potentialOf } from './potential.ts';
import type { Interval } from './scale.ts';

/** States of natural size live here; what is further out is the wall that holds them. */
const ACROSS: Interval = [-5, 5];

/** A picture of a potential, and what it shows. */
export interface Plot {
  readonly svg: string;
  readonly caption: Phrase;
}

/**
 * What a definition of a Hamiltonian looks like in space: a curve in one dimension, contour lines in two, and in more the curve
 * along the first axis.
 * @returns undefined where there is nothing to see
 */
export function plotDefinition(definition: Definition, colours: Colours): Plot | undefined {
  const potential = potentialOf(definition);
  if (!potential) return undefined;
  const { dimension, at } = potential;
  const svg =
    dimension === 2
      ? plotContours((x, y) => at([x, y]), ACROSS, colours)
      : plotCurve((x) => at([x, ...Array<number>(dimension - 1).fill(0)]), ACROSS, colours);
  if (svg === undefined) return undefined;
  const caption =
    dimension > 2
      ? say`the potential, parameters at their defaults, along the first axis`
      : say`the potential, parameters at their defaults`;
  return { svg, caption };
}

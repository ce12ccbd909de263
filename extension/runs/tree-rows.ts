import { goesOn, standing } from './run-status.ts';
import type { FileItem, RunItem } from './run-tree.ts';

/** A run as the tree shows it. */
export interface TreeRow {
  readonly item: RunItem;
  /** Where it stands and what it says, but for how far a run is that goes on. */
  readonly face: string;
  /** How far a run is that goes on; empty for others. */
  readonly progress: string;
}

/**
 * The rows of a tree, from top to bottom.
 * @param summary what a row says of energies and progress
 */
export const rowsOf = (files: readonly FileItem[], summary: (item: RunItem) => string): TreeRow[] =>
  files
    .flatMap(({ trains }) => trains.flatMap(({ runs }) => runs))
    .map((item) => {
      const now = standing(item);
      const { key, file, train, stored } = item;
      const told = stored && [stored.label, stored.status, stored.resumable, stored.message, stored.expectations];
      const going = goesOn(now);
      return {
        item,
        face: JSON.stringify([key, file, train, now, told, going ? '' : summary(item)]),
        progress: going ? summary(item) : '',
      };
    });

/**
 * What is to be drawn anew where `before` is drawn and `now` is so: everything, or the runs that have only come further, as they
 * were given to VS Code. That keeps a little for every row it was ever given, so a row is given again only where it has changed.
 */
export function toDraw(before: readonly TreeRow[], now: readonly TreeRow[]): 'everything' | RunItem[] {
  if (before.length !== now.length || now.some(({ face }, n) => face !== before[n]!.face)) return 'everything';
  return before.flatMap(({ item, progress }, n) => (progress === now[n]!.progress ? [] : [item]));
}

/** Addresses that go along with the two loops of a kernel, over rows and over columns. */
import type { Region } from './placement.ts';
import type { KernelBuilder } from './simd.ts';

/** How an address moves: by this stride, in elements, from row to row, and by one from column to column or not. */
export interface Motion {
  readonly rowStride: number;
  readonly alongColumns: boolean;
}

export const STILL: Motion = { rowStride: 0, alongColumns: false };
export const ALONG_ROWS: Motion = { rowStride: 1, alongColumns: false };
export const ALONG_COLUMNS: Motion = { rowStride: 0, alongColumns: true };

/** All that move alike share one address; what lies apart are fixed offsets. */
export class Positions {
  readonly #b: KernelBuilder;
  readonly #columns: number;
  readonly #pointers = new Map<string, { local: number; motion: Motion }>();

  /** @param columns of a row */
  constructor(b: KernelBuilder, columns: number) {
    this.#b = b;
    this.#columns = columns;
  }

  /** The address in a region that moves in this way; what never moves is its beginning. */
  at(region: Region, motion: Motion): number {
    if (motion.rowStride === 0 && !motion.alongColumns) return this.#b.origin(region);
    const key = `${region}/${motion.rowStride}/${motion.alongColumns}`;
    const known = this.#pointers.get(key);
    if (known) return known.local;
    const local = this.#b.pointer(region);
    this.#pointers.set(key, { local, motion });
    return local;
  }

  /** Goes on by so many columns. */
  advance(columns: number): void {
    for (const { local, motion } of this.#pointers.values())
      if (motion.alongColumns) this.#b.advance(local, 4 * columns);
  }

  /** Goes from the end of a row to the beginning of the next. */
  nextRow(): void {
    for (const { local, motion } of this.#pointers.values()) {
      const done = motion.alongColumns ? this.#columns : 0;
      if (motion.rowStride !== done) this.#b.advance(local, 4 * (motion.rowStride - done));
    }
  }
}

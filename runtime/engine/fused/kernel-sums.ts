/** Sums over rows or columns that a kernel makes of what it computes or reads. */
import type { Tensor } from '../../tensor/graph.ts';
import { sizeOf } from '../../tensor/shape.ts';
import { layoutOf } from './layout.ts';
import type { Place } from './placement.ts';
import { ALONG_COLUMNS, ALONG_ROWS, type Motion, type Positions, STILL } from './positions.ts';
import type { Address, KernelBuilder, Lanes } from './simd.ts';

/** Which directions a `sum` runs over, of its input's layout. */
export function sumDirections(node: Tensor): { planes: boolean; rows: boolean; columns: boolean } {
  const rank = node.inputs[0]!.shape.length;
  const axes = (node.attributes.axes as readonly number[]).map((axis) => axis - rank + 3);
  return { planes: axes.includes(0), rows: axes.includes(1), columns: axes.includes(2) };
}

/** A sum that leaves fewer rows or columns than it finds; one over planes alone is an addition in registers. */
export function isReduction(node: Tensor): boolean {
  if (node.operation.name !== 'sum') return false;
  const before = layoutOf(node.inputs[0]!.shape)!;
  const after = layoutOf(node.shape)!;
  const { rows, columns } = sumDirections(node);
  if ((rows && before.rows > 1) || (columns && before.columns > 1)) return true;
  return before.rows !== after.rows || before.columns !== after.columns;
}

/** Whether a sum over these rows and columns leaves neither. */
export function runsOverAll(node: Tensor, { rows, columns }: { rows: number; columns: number }): boolean {
  const directions = sumDirections(node);
  return (directions.rows || rows === 1) && (directions.columns || columns === 1);
}

/** What a kernel goes through. */
export interface Space {
  readonly rows: number;
  readonly columns: number;
  /** All rows as one long row: every sum then runs over all of it. */
  readonly flat: boolean;
}

/** Within a row, or in the end. */
type Extent = 'columns' | 'all';

/** The code of a kernel's sums. What runs over rows is added up in memory, what runs over columns or all in registers. */
export class KernelSums {
  readonly #b: KernelBuilder;
  readonly #nodes: readonly Tensor[];
  readonly #space: Space;
  readonly #positions: Positions;
  readonly #place: (node: Tensor) => Place;
  readonly #accumulators = new Map<string, Lanes>();

  constructor(
    b: KernelBuilder,
    nodes: readonly Tensor[],
    space: Space,
    positions: Positions,
    place: (node: Tensor) => Place,
  ) {
    this.#b = b;
    this.#nodes = nodes;
    this.#space = space;
    this.#positions = positions;
    this.#place = place;
  }

  /** Sums begin with zero in memory. */
  clear(): void {
    const zero = this.#b.bits(0);
    for (const node of this.#nodes) {
      const size = sizeOf(node.shape);
      const { region, address } = this.#place(node);
      const at = { base: this.#b.pointer(region), offset: address };
      if (size >= 4)
        this.#b.loop(Math.floor(size / 4), () => {
          this.#b.store(at, zero);
          this.#b.advance(at.base, 16);
        });
      if (size % 4 > 0) this.#b.store(at, zero, size % 4);
    }
  }

  /** Begins the sums within a row, or those of the whole. */
  begin(extent: Extent): void {
    for (const node of this.#nodes)
      if (this.#extentOf(node) === extent)
        for (let plane = 0; plane < planesOf(node); plane++) {
          const key = `${node.id}/${plane}`;
          const known = this.#accumulators.get(key);
          if (known === undefined) this.#accumulators.set(key, this.#b.accumulator());
          else this.#b.assign(known, this.#b.bits(0));
        }
  }

  /** Adds the values of so many columns. */
  add(node: Tensor, value: (plane: number) => Lanes, lanes: number): void {
    const b = this.#b;
    const extent = this.#extentOf(node);
    for (let plane = 0; plane < layoutOf(node.inputs[0]!.shape)!.planes; plane++) {
      const target = planesOf(node) === 1 ? 0 : plane;
      if (extent === 'rows') {
        const at = this.#element(node, target * this.#space.columns, ALONG_COLUMNS);
        b.store(at, b.add(b.load(at), value(plane)), lanes);
        continue;
      }
      const masked = lanes === 4 ? value(plane) : b.and(value(plane), b.bits(-1, lanes));
      const accumulator = this.#accumulators.get(`${node.id}/${target}`)!;
      b.assign(accumulator, b.add(accumulator, masked));
    }
  }

  /** Writes the sums of a row, or those of the whole. */
  end(extent: Extent): void {
    for (const node of this.#nodes) {
      if (this.#extentOf(node) !== extent) continue;
      for (let plane = 0; plane < planesOf(node); plane++) {
        const at =
          extent === 'all'
            ? this.#element(node, plane, STILL)
            : this.#element(node, plane * this.#space.rows, ALONG_ROWS);
        this.#b.addLanesTo(at, this.#accumulators.get(`${node.id}/${plane}`)!);
      }
    }
  }

  #extentOf(node: Tensor): 'rows' | Extent {
    if (this.#space.flat || runsOverAll(node, this.#space)) return 'all';
    return sumDirections(node).rows ? 'rows' : 'columns';
  }

  /** An element of a sum's result, and those beside it as the loops go on. */
  #element(node: Tensor, element: number, motion: Motion): Address {
    const { region, address } = this.#place(node);
    return { base: this.#positions.at(region, motion), offset: address + 4 * element };
  }
}

/** Planes of the result: those of the input unless they are summed too. */
function planesOf(node: Tensor): number {
  return sumDirections(node).planes ? 1 : layoutOf(node.inputs[0]!.shape)!.planes;
}

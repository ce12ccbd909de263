/**
 * Gaussian elimination with row pivoting: logarithm and sign of determinants, and inverses. Each lane chooses its own pivot,
 * by conditional exchanges of rows. Which pivots count as zero is said in runtime/tensor/elimination.
 */
import type { Tensor } from '../../tensor/graph.ts';
import { log } from './functions.ts';
import type { MatrixPlaces } from './matrix-kernel.ts';
import type { Address, KernelBuilder, Lanes } from './simd.ts';

/** Bytes of one element of four matrices. */
const FOUR = 16;
/** Smaller pivots are no normal numbers of float32. */
const SMALLEST = 2 ** -126;
/** The relative error of one rounding. */
const ROUNDING = 2 ** -24;

/** inverse, logAbsDeterminant or determinantSign of [… n, n, walkers]. */
export function eliminationKernel(b: KernelBuilder, node: Tensor, { inputs, output, scratch }: MatrixPlaces): void {
  const shape = node.inputs[0]!.shape;
  const [size, walkers] = shape.slice(-2) as [number, number];
  const matrices = shape.slice(0, -3).reduce((product, extent) => product * extent, 1);
  const inverts = node.operation.name === 'inverse';
  const source = inputs[0]!;
  const from = b.pointer(source.region);
  const to = b.pointer(output.region);
  const four = (lanes: number) => {
    const elimination = new Elimination(b, scratch, size, inverts);
    elimination.load({ base: from, offset: source.address }, 4 * walkers);
    elimination.run();
    const target = { base: to, offset: output.address };
    if (inverts) elimination.storeInverse(target, 4 * walkers, lanes);
    else b.store(target, node.operation.name === 'determinantSign' ? elimination.sign() : elimination.logarithm, lanes);
    b.advance(from, 4 * lanes);
    b.advance(to, 4 * lanes);
  };
  const matrix = () => {
    if (walkers >= 4) b.loop(Math.floor(walkers / 4), () => four(4));
    if (walkers % 4 > 0) four(walkers % 4);
    // From the end of the first row of numbers to the next matrix.
    b.advance(from, 4 * walkers * (size * size - 1));
    if (inverts) b.advance(to, 4 * walkers * (size * size - 1));
  };
  if (matrices > 1) b.loop(matrices, matrix);
  else matrix();
}

/**
 * Emits the elimination of four matrices in scratch memory, row by row; an inverse has the unit matrix to its right. The last
 * column holds the largest magnitude that each row began with.
 */
class Elimination {
  readonly #b: KernelBuilder;
  readonly #scratch: number;
  readonly #size: number;
  readonly #width: number;
  /** Bytes from one row to the next. */
  readonly #stride: number;
  /** The largest magnitude that each column began with. */
  readonly #columnScales: Lanes[] = [];
  readonly #inverts: boolean;
  /** Σ ln|pivot|. */
  readonly logarithm: Lanes;
  /** Sign bits of exchanges and pivots. */
  readonly #signs: Lanes;
  /** All bits set where a pivot vanished. */
  readonly #singular: Lanes;

  constructor(b: KernelBuilder, scratch: number, size: number, inverts: boolean) {
    this.#b = b;
    this.#scratch = scratch;
    this.#size = size;
    this.#width = inverts ? 2 * size : size;
    this.#stride = FOUR * (this.#width + 1);
    this.#inverts = inverts;
    this.logarithm = b.accumulator();
    this.#signs = b.accumulator();
    this.#singular = b.accumulator();
  }

  /** Copies the matrices; `stride` bytes lie between their elements. */
  load(source: Address, stride: number): void {
    const b = this.#b;
    const from = b.shifted(source.base, 0);
    const to = b.integer(0);
    const zero = b.bits(0);
    b.loop(this.#size, () => {
      const largest = b.accumulator();
      b.loop(this.#size, () => {
        const value = b.load({ base: from, offset: source.offset });
        b.store({ base: to, offset: this.#scratch }, value);
        b.assign(largest, b.max(largest, b.abs(value)));
        b.advance(from, stride);
        b.advance(to, FOUR);
      });
      if (this.#inverts)
        b.loop(this.#size, () => {
          b.store({ base: to, offset: this.#scratch }, zero);
          b.advance(to, FOUR);
        });
      b.store({ base: to, offset: this.#scratch }, largest);
      b.advance(to, FOUR);
    });
    if (this.#inverts) for (let i = 0; i < this.#size; i++) b.store(this.#at(i, this.#size + i), b.constant(1));
    for (let c = 0; c < this.#size; c++) this.#columnScales.push(this.#columnScale(c));
  }

  #columnScale(column: number): Lanes {
    const b = this.#b;
    const largest = b.accumulator();
    const row = b.integer(0);
    b.loop(this.#size, () => {
      b.assign(largest, b.max(largest, b.abs(b.load({ base: row, offset: this.#scratch + FOUR * column }))));
      b.advance(row, this.#stride);
    });
    return largest;
  }

  run(): void {
    for (let c = 0; c < this.#size; c++) {
      this.#bringPivotUp(c);
      const pivot = this.#b.load(this.#at(c, c));
      const vanishes = this.#vanishes(c, pivot);
      this.#note(pivot, vanishes);
      this.#eliminate(c, pivot, vanishes);
    }
  }

  /** −1, 1, or 0 where the matrix is singular. */
  sign(): Lanes {
    const b = this.#b;
    return b.andNot(b.xor(b.constant(1), this.#signs), this.#singular);
  }

  /** The right half; 0 where the matrix is singular. */
  storeInverse(target: Address, stride: number, lanes: number): void {
    const b = this.#b;
    const to = b.shifted(target.base, 0);
    const from = b.integer(FOUR * this.#size);
    b.loop(this.#size, () => {
      b.loop(this.#size, () => {
        const value = b.load({ base: from, offset: this.#scratch });
        b.store({ base: to, offset: target.offset }, b.andNot(value, this.#singular), lanes);
        b.advance(from, FOUR);
        b.advance(to, stride);
      });
      b.advance(from, FOUR * (this.#size + 1));
    });
  }

  /** Exchanges row c with every later one that has a larger element in column c. */
  #bringPivotUp(c: number): void {
    const b = this.#b;
    const later = this.#size - 1 - c;
    if (later === 0) return;
    const row = b.integer(this.#stride * (c + 1));
    b.loop(later, () => {
      const top = b.load(this.#at(c, c));
      const candidate = b.load({ base: row, offset: this.#scratch + FOUR * c });
      const exchange = b.less(b.abs(top), b.abs(candidate));
      b.assign(this.#signs, b.xor(this.#signs, b.and(exchange, b.bits(0x80000000 | 0))));
      this.#alongRows(c, row, c, this.#width + 1, (upper, lower) => {
        const [x, y] = [b.load(upper), b.load(lower)];
        b.store(upper, b.select(exchange, y, x));
        b.store(lower, b.select(exchange, x, y));
      });
      b.advance(row, this.#stride);
    });
  }

  /** All bits set where the pivot is no more than rounding errors. */
  #vanishes(c: number, pivot: Lanes): Lanes {
    const b = this.#b;
    const scale = b.min(b.load(this.#at(c, this.#width)), this.#columnScales[c]!);
    const noise = b.max(b.mul(scale, b.constant(this.#size * ROUNDING)), b.constant(SMALLEST));
    return b.lessEqual(b.abs(pivot), noise);
  }

  #note(pivot: Lanes, vanishes: Lanes): void {
    const b = this.#b;
    b.assign(this.#singular, b.or(this.#singular, vanishes));
    b.assign(this.#signs, b.xor(this.#signs, b.and(pivot, b.bits(0x80000000 | 0))));
    if (!this.#inverts) b.assign(this.logarithm, b.add(this.logarithm, log(b, b.andNot(b.abs(pivot), vanishes))));
  }

  /** Takes multiples of row c from the later rows; for an inverse from all others, and divides it by its pivot. */
  #eliminate(c: number, pivot: Lanes, vanishes: Lanes): void {
    const b = this.#b;
    const reciprocal = b.andNot(b.div(b.constant(1), pivot), vanishes);
    const rows = (first: number, count: number) => {
      if (count === 0) return;
      const row = b.integer(this.#stride * first);
      b.loop(count, () => {
        const factor = b.mul(b.load({ base: row, offset: this.#scratch + FOUR * c }), reciprocal);
        this.#alongRows(c, row, c + 1, this.#width, (own, other) => {
          b.store(other, b.negativeMultiplyAdd(factor, b.load(own), b.load(other)));
        });
        b.advance(row, this.#stride);
      });
    };
    rows(c + 1, this.#size - 1 - c);
    if (!this.#inverts) return;
    rows(0, c);
    this.#alongRows(c, null, c + 1, this.#width, (own) => b.store(own, b.mul(b.load(own), reciprocal)));
  }

  /** Goes along row c, and along the one that begins at `row` with it, from column `first` to before column `end`. */
  #alongRows(
    c: number,
    row: number | null,
    first: number,
    end: number,
    step: (own: Address, other: Address) => void,
  ): void {
    const b = this.#b;
    const columns = end - first;
    if (columns === 0) return;
    const own = b.integer(this.#stride * c + FOUR * first);
    const other = row === null ? own : b.shifted(row, FOUR * first);
    b.loop(columns, () => {
      step({ base: own, offset: this.#scratch }, { base: other, offset: this.#scratch });
      b.advance(own, FOUR);
      if (row !== null) b.advance(other, FOUR);
    });
  }

  #at(row: number, column: number): Address {
    return { base: this.#b.origin('thread'), offset: this.#scratch + this.#stride * row + FOUR * column };
  }
}

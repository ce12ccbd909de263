/**
 * The inner step of a Cholesky decomposition in float64, as WebAssembly SIMD: 4 × 4 tiles, two lanes at a time.
 */
import { hasRelaxedSimd } from '../engine/fused/relaxed-simd.ts';
import { encodeModule, I32, signed, unsigned, V128, type WasmFunction } from '../engine/fused/wasm-module.ts';

/** Rows of a panel, and the side of a tile. */
export const TILE = 4;
const BYTES = 8;
const COLUMN = TILE * BYTES;

/**
 * Kernels over panels. A panel holds four rows of a matrix, column after column, so that four rows of one column lie side by
 * side; it is given by its address. `depth`, a multiple of 4, counts the columns that are finished.
 */
export interface TileKernels {
  /** A_IJ ← A_IJ − Σ_{k < depth} L_Ik L_Jkᵀ, in place at column `depth` of panel I. */
  subtract(panelI: number, panelJ: number, depth: number): void;
  /** The same, and then L_IJ ← A_IJ L_JJ⁻ᵀ with the finished tile L_JJ at column `depth` of panel J. */
  eliminate(panelI: number, panelJ: number, depth: number): void;
}

/** The kernels on this memory. */
export function tileKernels(memory: WebAssembly.Memory, pages: number): TileKernels {
  const fused = hasRelaxedSimd();
  const module = encodeModule([tileFunction(fused, false), tileFunction(fused, true)], pages);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), { env: { memory } });
  const [subtract, eliminate] = [exports['0'], exports['1']] as TileKernels['subtract'][];
  return { subtract: subtract!, eliminate: eliminate! };
}

const OP = { load: 0x00, splat64: 0x0a, store: 0x0b, add: 0xf0, sub: 0xf1, mul: 0xf2, div: 0xf3, madd: 0x107 } as const;
/** Parameters and integer locals. */
const [PANEL_I, PANEL_J, DEPTH, LEFT, RIGHT, COUNT] = [0, 1, 2, 3, 4, 5];

function tileFunction(fused: boolean, solve: boolean): WasmFunction {
  const code: number[] = [];
  const locals = [I32, I32, I32];
  const emit = (...bytes: number[]) => code.push(...bytes);
  const get = (local: number) => emit(0x20, ...unsigned(local));
  const set = (local: number) => emit(0x21, ...unsigned(local));
  const simd = (op: number) => emit(0xfd, ...unsigned(op));
  const vector = () => locals.push(V128) + 2;
  const access = (op: number, base: number, offset: number) => {
    get(base);
    simd(op);
    emit(3, ...unsigned(offset));
  };
  const advance = (local: number, by: number) => {
    get(local);
    emit(0x41, ...signed(by), 0x6a);
    set(local);
  };
  /** total ← total ± a·b, lane by lane. */
  const accumulate = (total: number, a: number, b: number, sign: 1 | -1) => {
    if (fused) {
      get(a);
      get(b);
      get(total);
      simd(sign === 1 ? OP.madd : OP.madd + 1);
    } else {
      get(total);
      get(a);
      get(b);
      simd(OP.mul);
      simd(sign === 1 ? OP.add : OP.sub);
    }
    set(total);
  };

  // Column c of the tile: rows 0, 1 in one vector, rows 2, 3 in the other.
  const sums = Array.from({ length: TILE }, () => [vector(), vector()] as const);
  const rows = [vector(), vector()] as const;
  const factor = vector();
  get(PANEL_I!);
  set(LEFT!);
  get(PANEL_J!);
  set(RIGHT!);
  get(DEPTH!);
  emit(0x41, 2, 0x76); // depth / 4: so many turns
  set(COUNT!);
  get(COUNT!);
  emit(0x04, 0x40, 0x03, 0x40); // if there are any: loop
  for (let k = 0; k < TILE; k++) {
    rows.forEach((row, half) => {
      access(OP.load, LEFT!, k * COLUMN + 16 * half);
      set(row);
    });
    sums.forEach((column, c) => {
      access(OP.splat64, RIGHT!, k * COLUMN + BYTES * c);
      set(factor);
      rows.forEach((row, half) => {
        accumulate(column[half]!, row, factor, 1);
      });
    });
  }
  advance(LEFT!, TILE * COLUMN);
  advance(RIGHT!, TILE * COLUMN);
  get(COUNT!);
  emit(0x41, ...signed(-1), 0x6a, 0x22, ...unsigned(COUNT!), 0x0d, 0x00, 0x0b, 0x0b); // again while some are left

  // LEFT and RIGHT have come to the tile itself.
  sums.forEach((column, c) => {
    column.forEach((total, half) => {
      access(OP.load, LEFT!, c * COLUMN + 16 * half);
      get(total);
      simd(OP.sub);
      set(total);
    });
    if (!solve) return;
    for (let d = 0; d < c; d++) {
      access(OP.splat64, RIGHT!, d * COLUMN + BYTES * c);
      set(factor);
      column.forEach((total, half) => {
        accumulate(total, sums[d]![half]!, factor, -1);
      });
    }
    access(OP.splat64, RIGHT!, c * COLUMN + BYTES * c);
    set(factor);
    for (const total of column) {
      get(total);
      get(factor);
      simd(OP.div);
      set(total);
    }
  });
  sums.forEach((column, c) => {
    column.forEach((total, half) => {
      get(LEFT!);
      get(total);
      simd(OP.store);
      emit(3, ...unsigned(c * COLUMN + 16 * half));
    });
  });
  return { parameters: 3, locals, code };
}

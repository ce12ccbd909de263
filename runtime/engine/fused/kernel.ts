/**
 * One fused kernel: a loop over rows and columns that loads each input once, computes every operation of a group in
 * registers, and stores what others need.
 */
import type { Tensor } from '../../tensor/graph.ts';
import { type Layout, layoutOf, type View } from './layout.ts';
import type { Place, Region } from './placement.ts';
import { SIMD_RULES } from './rules.ts';
import { type Address, KernelBuilder, type Lanes } from './simd.ts';
import type { WasmFunction } from './wasm-module.ts';

/** Elementwise operations over the same rows and columns, in order of computation. */
export interface Group {
  readonly rows: number;
  readonly columns: number;
  /** Operations computed in registers, and sums over rows or columns of such values or of inputs. */
  readonly nodes: readonly Tensor[];
  /** Those whose values go to memory. */
  readonly stored: ReadonlySet<Tensor>;
}

export interface KernelContext {
  /** Emits FMA where the engine has it. */
  readonly fused: boolean;
  /** How a value lies in its buffer: one from outside the group, or one that is stored. */
  view(node: Tensor): View;
  /** Where the buffer of a tensor lies. */
  place(root: Tensor): Place;
}

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

/** Inner extents up to which a matrix product costs less in a kernel than the call of ONNX Runtime. */
const THIN = 8;

/** [r, k]·[k, c] with few k: a sum of products that a kernel computes where the result is needed. */
export function isThinProduct(node: Tensor): boolean {
  if (node.operation.name !== 'matmul') return false;
  const [a, b] = node.inputs.map((input) => input.shape);
  const { transposeA, transposeB } = node.attributes;
  const plain = !transposeA && !transposeB && a!.length === 2 && b!.length === 2;
  return plain && a![1]! <= THIN && b![1]! > 1 && node.inputs.every((input) => input.operation.name !== 'constant');
}

/** The k-th column of the left factor and the k-th row of the right one. */
function thinViews(node: Tensor, view: (node: Tensor) => View): { left: View; right: View }[] {
  const [a, b] = node.inputs.map(view) as [View, View];
  return Array.from({ length: a.layout.columns }, (_, k) => ({
    left: { ...a, offset: a.offset + k, layout: { ...a.layout, columns: 1 } },
    right: { ...b, offset: b.offset + k * b.rowStride, layout: { ...b.layout, rows: 1 } },
  }));
}

/** The code of a group. */
export function compileKernel(group: Group, context: KernelContext): WasmFunction {
  return new KernelCompiler(group, context).compile();
}

/** How an address moves: by this stride, in elements, from row to row, and by one from column to column or not. */
interface Motion {
  readonly rowStride: number;
  readonly alongColumns: boolean;
}

const STILL: Motion = { rowStride: 0, alongColumns: false };
const ALONG_ROWS: Motion = { rowStride: 1, alongColumns: false };
const ALONG_COLUMNS: Motion = { rowStride: 0, alongColumns: true };

class KernelCompiler {
  readonly #group: Group;
  readonly #context: KernelContext;
  readonly #b: KernelBuilder;
  readonly #members: ReadonlySet<Tensor>;
  readonly #reductions: readonly Tensor[];
  readonly #flat: boolean;
  readonly #rows: number;
  readonly #columns: number;
  /** Addresses that go along with the loops. */
  readonly #pointers = new Map<string, { local: number; motion: Motion }>();
  readonly #accumulators = new Map<string, Lanes>();
  /** What `loadRow` loaded, by its address. */
  readonly #rowValues = new Map<string, Lanes>();

  constructor(group: Group, context: KernelContext) {
    this.#group = group;
    this.#context = context;
    this.#b = new KernelBuilder(context.fused);
    this.#members = new Set(group.nodes);
    this.#reductions = group.nodes.filter(isReduction);
    this.#flat = this.#canFlatten();
    this.#rows = this.#flat ? 1 : group.rows;
    this.#columns = this.#flat ? group.rows * group.columns : group.columns;
  }

  compile(): WasmFunction {
    const b = this.#b;
    this.#clearSums();
    this.#startSums((node) => this.#sumKind(node) === 'all');
    const vectors = Math.floor(this.#columns / 4);
    const tail = this.#columns % 4;
    const row = () => {
      this.#loadRow();
      this.#startSums((node) => this.#sumKind(node) === 'columns');
      if (vectors > 0)
        b.loop(vectors, () => {
          this.#body(4);
          this.#advanceColumns(16);
        });
      if (tail > 0) {
        this.#body(tail);
        this.#advanceColumns(4 * tail);
      }
      this.#finishSums('columns');
      for (const { local, motion } of this.#pointers.values()) {
        const done = motion.alongColumns ? this.#columns : 0;
        if (motion.rowStride !== done) b.advance(local, 4 * (motion.rowStride - done));
      }
    };
    if (this.#rows > 1) b.loop(this.#rows, row);
    else row();
    this.#finishSums('all');
    return b.finish();
  }

  #advanceColumns(bytes: number): void {
    for (const { local, motion } of this.#pointers.values()) if (motion.alongColumns) this.#b.advance(local, bytes);
  }

  /** Loads once a row what is the same in all of its columns. */
  #loadRow(): void {
    const b = this.#b;
    this.#rowValues.clear();
    for (const node of this.#group.nodes) {
      if (isThinProduct(node)) {
        for (const { left } of thinViews(node, this.#context.view)) {
          const at = this.#at(left, 0);
          this.#rowValues.set(addressKey(at), b.loadSplat(at));
        }
        continue;
      }
      for (const input of node.inputs) {
        if (this.#members.has(input) || isUniform(input)) continue;
        const view = this.#context.view(input);
        if (!this.#isSplat(view)) continue;
        for (let plane = 0; plane < view.layout.planes; plane++) {
          const at = this.#at(view, plane);
          const key = addressKey(at);
          if (!this.#rowValues.has(key)) this.#rowValues.set(key, b.loadSplat(at));
        }
      }
    }
  }

  /** One value for a whole row. */
  #isSplat(view: View): boolean {
    return view.layout.columns === 1 && this.#columns > 1 && !this.#isFull(view);
  }

  /** Everything of the group for four columns (or fewer at the end of a row). */
  #body(lanes: number): void {
    const b = this.#b;
    const values = new Map<Tensor, Lanes[]>();
    const loaded = new Map<string, Lanes>();
    const lanesOf = (node: Tensor, plane: number): Lanes => {
      const known = values.get(node);
      if (known) return known[known.length === 1 ? 0 : plane]!;
      return this.#load(node, plane, loaded);
    };
    for (const node of this.#group.nodes) {
      if (this.#reductions.includes(node)) {
        this.#addToSum(node, (plane) => lanesOf(node.inputs[0]!, plane), lanes);
        continue;
      }
      const planes = layoutIn(node).planes;
      const results: Lanes[] = [];
      for (let plane = 0; plane < planes; plane++) results.push(this.#compute(node, plane, lanesOf));
      values.set(node, results);
      if (!this.#group.stored.has(node)) continue;
      const view = this.#context.view(node);
      results.forEach((value, plane) => {
        b.store(this.#at(view, plane), value, lanes);
      });
    }
  }

  #compute(node: Tensor, plane: number, lanesOf: (node: Tensor, plane: number) => Lanes): Lanes {
    if (isThinProduct(node)) return this.#thinProduct(node);
    if (node.operation.name === 'sum') {
      const planes = layoutIn(node.inputs[0]!).planes;
      if (!sumDirections(node).planes) return lanesOf(node.inputs[0]!, plane);
      let total = lanesOf(node.inputs[0]!, 0);
      for (let p = 1; p < planes; p++) total = this.#b.add(total, lanesOf(node.inputs[0]!, p));
      return total;
    }
    const inputs = node.inputs.map((input) => lanesOf(input, layoutIn(input).planes === 1 ? 0 : plane));
    return SIMD_RULES[node.operation.name]!(this.#b, inputs, node.attributes);
  }

  /** Σ_k a[row, k] b[k, columns]. */
  #thinProduct(node: Tensor): Lanes {
    const b = this.#b;
    let total: Lanes | undefined;
    for (const { left, right } of thinViews(node, this.#context.view)) {
      const factor = this.#rowValues.get(addressKey(this.#at(left, 0)))!;
      const row = b.load(this.#at(right, 0));
      total = total === undefined ? b.mul(factor, row) : b.multiplyAdd(factor, row, total);
    }
    return total!;
  }

  #load(node: Tensor, plane: number, loaded: Map<string, Lanes>): Lanes {
    if (isUniform(node)) return this.#b.constant((node.attributes.values as readonly number[])[0]!);
    const key = `${node.id}/${plane}`;
    const known = loaded.get(key);
    if (known !== undefined) return known;
    const view = this.#context.view(node);
    const at = this.#at(view, plane);
    const value = this.#isSplat(view) ? this.#rowValues.get(addressKey(at))! : this.#b.load(at);
    loaded.set(key, value);
    return value;
  }

  /** Where the current columns of a view lie. */
  #at(view: View, plane: number): Address {
    const { layout } = view;
    const element = view.offset + (layout.planes === 1 ? 0 : plane * view.planeStride);
    const { region, address } = this.#context.place(view.root);
    return { base: this.#position(region, this.#motionOf(view)), offset: address + 4 * element };
  }

  #motionOf(view: View): Motion {
    const { layout, rowStride } = view;
    if (this.#isFull(view)) return { rowStride: this.#columns, alongColumns: true };
    return { rowStride: layout.rows === 1 ? 0 : rowStride, alongColumns: layout.columns > 1 };
  }

  /** The address in a region that moves in this way; what never moves is its beginning. */
  #position(region: Region, motion: Motion): number {
    if (motion.rowStride === 0 && !motion.alongColumns) return this.#b.origin(region);
    const key = `${region}/${motion.rowStride}/${motion.alongColumns}`;
    const known = this.#pointers.get(key);
    if (known) return known.local;
    const local = this.#b.pointer(region);
    this.#pointers.set(key, { local, motion });
    return local;
  }

  /** One element for each row and column of the group, without gaps. */
  #isFull({ layout, rowStride }: View): boolean {
    const { rows, columns } = this.#group;
    return layout.rows === rows && layout.columns === columns && (rows === 1 || rowStride === columns);
  }

  /** The rows can be read as one long row. */
  #canFlatten(): boolean {
    for (const view of this.#views()) {
      const scalar = view.layout.rows === 1 && view.layout.columns === 1;
      if (!scalar && !this.#isFull(view)) return false;
    }
    return this.#reductions.every((node) => {
      const { rows, columns } = sumDirections(node);
      return (rows || this.#group.rows === 1) && (columns || this.#group.columns === 1);
    });
  }

  *#views(): Generator<View> {
    for (const node of this.#group.nodes) {
      if (isThinProduct(node)) for (const { left, right } of thinViews(node, this.#context.view)) yield* [left, right];
      for (const input of isThinProduct(node) ? [] : node.inputs)
        if (!this.#members.has(input) && !isUniform(input)) yield this.#context.view(input);
      if (this.#group.stored.has(node) && !this.#reductions.includes(node)) yield this.#context.view(node);
    }
  }

  // ── sums over rows and columns ──

  #sumKind(node: Tensor): 'rows' | 'columns' | 'all' {
    const { rows, columns } = sumDirections(node);
    const overRows = rows || this.#group.rows === 1;
    const overColumns = columns || this.#group.columns === 1;
    if (this.#flat || (overRows && overColumns)) return 'all';
    return rows ? 'rows' : 'columns';
  }

  /** Sums start from zero in memory. */
  #clearSums(): void {
    const zero = this.#b.bits(0);
    for (const node of this.#reductions) {
      const size = node.shape.reduce((product, extent) => product * extent, 1);
      const { region, address } = this.#context.place(node);
      const at = { base: this.#b.pointer(region), offset: address };
      if (size >= 4)
        this.#b.loop(Math.floor(size / 4), () => {
          this.#b.store(at, zero);
          this.#b.advance(at.base, 16);
        });
      if (size % 4 > 0) this.#b.store(at, zero, size % 4);
    }
  }

  #startSums(which: (node: Tensor) => boolean): void {
    for (const node of this.#reductions)
      if (which(node))
        for (let plane = 0; plane < this.#sumPlanes(node); plane++) {
          const key = `${node.id}/${plane}`;
          const known = this.#accumulators.get(key);
          if (known === undefined) this.#accumulators.set(key, this.#b.accumulator());
          else this.#b.assign(known, this.#b.bits(0));
        }
  }

  /** Planes of the result: those of the input unless they are summed too. */
  #sumPlanes(node: Tensor): number {
    return sumDirections(node).planes ? 1 : layoutIn(node.inputs[0]!).planes;
  }

  #addToSum(node: Tensor, value: (plane: number) => Lanes, lanes: number): void {
    const b = this.#b;
    const inputPlanes = layoutIn(node.inputs[0]!).planes;
    const kind = this.#sumKind(node);
    for (let plane = 0; plane < inputPlanes; plane++) {
      const target = this.#sumPlanes(node) === 1 ? 0 : plane;
      if (kind === 'rows') {
        const at = this.#inSum(node, target * this.#columns, ALONG_COLUMNS);
        b.store(at, b.add(b.load(at), value(plane)), lanes);
        continue;
      }
      const masked = lanes === 4 ? value(plane) : b.and(value(plane), b.bits(-1, lanes));
      const accumulator = this.#accumulators.get(`${node.id}/${target}`)!;
      b.assign(accumulator, b.add(accumulator, masked));
    }
  }

  /** An element of a sum's result, and those beside it as the loops go on. */
  #inSum(node: Tensor, element: number, motion: Motion): Address {
    const { region, address } = this.#context.place(node);
    return { base: this.#position(region, motion), offset: address + 4 * element };
  }

  #finishSums(kind: 'columns' | 'all'): void {
    for (const node of this.#reductions) {
      if (this.#sumKind(node) !== kind) continue;
      for (let plane = 0; plane < this.#sumPlanes(node); plane++) {
        const accumulator = this.#accumulators.get(`${node.id}/${plane}`)!;
        const at = kind === 'all' ? this.#inSum(node, plane, STILL) : this.#inSum(node, plane * this.#rows, ALONG_ROWS);
        this.#b.addLanesTo(at, accumulator);
      }
    }
  }
}

function addressKey({ base, offset }: Address): string {
  return `${base}/${offset}`;
}

function layoutIn(node: Tensor): Layout {
  return layoutOf(node.shape)!;
}

/** The same number everywhere, known when the graph is built: part of the code, not of the memory. */
export function isUniform(node: Tensor): boolean {
  return node.operation.name === 'constant' && (node.attributes.values as readonly number[]).length === 1;
}

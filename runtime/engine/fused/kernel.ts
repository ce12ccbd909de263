/**
 * One fused kernel: a loop over rows and columns that loads each input once, computes every operation of a group in
 * registers, and stores what others need.
 */
import type { Tensor } from '../../tensor/graph.ts';
import { isReduction, KernelSums, runsOverAll, type Space, sumDirections } from './kernel-sums.ts';
import { type Layout, layoutOf, type View } from './layout.ts';
import type { Place } from './placement.ts';
import { type Motion, Positions } from './positions.ts';
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

class KernelCompiler {
  readonly #group: Group;
  readonly #context: KernelContext;
  readonly #b: KernelBuilder;
  readonly #members: ReadonlySet<Tensor>;
  readonly #reductions: ReadonlySet<Tensor>;
  readonly #space: Space;
  readonly #positions: Positions;
  readonly #sums: KernelSums;
  /** What `loadRow` loaded, by its address. */
  readonly #rowValues = new Map<string, Lanes>();

  constructor(group: Group, context: KernelContext) {
    this.#group = group;
    this.#context = context;
    this.#b = new KernelBuilder(context.fused);
    this.#members = new Set(group.nodes);
    this.#reductions = new Set(group.nodes.filter(isReduction));
    const { rows, columns } = group;
    const flat = this.#canFlatten();
    this.#space = flat ? { rows: 1, columns: rows * columns, flat } : { rows, columns, flat };
    this.#positions = new Positions(this.#b, this.#space.columns);
    this.#sums = new KernelSums(this.#b, [...this.#reductions], this.#space, this.#positions, context.place);
  }

  compile(): WasmFunction {
    const b = this.#b;
    const { rows, columns } = this.#space;
    this.#sums.clear();
    this.#sums.begin('all');
    const tail = columns % 4;
    const row = () => {
      this.#loadRow();
      this.#sums.begin('columns');
      if (columns >= 4) b.loop(Math.floor(columns / 4), () => this.#body(4));
      if (tail > 0) this.#body(tail);
      this.#sums.end('columns');
      this.#positions.nextRow();
    };
    if (rows > 1) b.loop(rows, row);
    else row();
    this.#sums.end('all');
    return b.finish();
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
    return view.layout.columns === 1 && this.#space.columns > 1 && !this.#isFull(view);
  }

  /** Everything of the group for four columns (or fewer at the end of a row), and on to the next. */
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
      if (this.#reductions.has(node)) {
        this.#sums.add(node, (plane) => lanesOf(node.inputs[0]!, plane), lanes);
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
    this.#positions.advance(lanes);
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
    return { base: this.#positions.at(region, this.#motionOf(view)), offset: address + 4 * element };
  }

  #motionOf(view: View): Motion {
    const { layout, rowStride } = view;
    if (this.#isFull(view)) return { rowStride: this.#space.columns, alongColumns: true };
    return { rowStride: layout.rows === 1 ? 0 : rowStride, alongColumns: layout.columns > 1 };
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
    return [...this.#reductions].every((node) => runsOverAll(node, this.#group));
  }

  *#views(): Generator<View> {
    for (const node of this.#group.nodes) {
      if (isThinProduct(node)) for (const { left, right } of thinViews(node, this.#context.view)) yield* [left, right];
      for (const input of isThinProduct(node) ? [] : node.inputs)
        if (!this.#members.has(input) && !isUniform(input)) yield this.#context.view(input);
      if (this.#group.stored.has(node) && !this.#reductions.has(node)) yield this.#context.view(node);
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

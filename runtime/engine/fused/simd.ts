/**
 * Four float32 lanes at a time: emits WebAssembly SIMD instructions, one local per value.
 */
import { OP } from './opcodes.ts';
import type { Region } from './placement.ts';
import { I32, signed, unsigned, V128, type WasmFunction } from './wasm-module.ts';

/** A value of the kernel: the index of the local that holds it. */
export type Lanes = number & { readonly lanes: unique symbol };
/** An address: a local with a byte offset. */
export interface Address {
  readonly base: number;
  readonly offset: number;
}

/** The one parameter of every kernel: where the memory begins that belongs to a block alone. */
const BLOCK = 0;
const PARAMETERS = 1;

/** Builds one function. Values made before `loop` stay valid inside it. */
export class KernelBuilder {
  readonly #locals: number[] = [];
  readonly #prologue: number[] = [];
  #code: number[] = [];
  readonly #constants = new Map<string, Lanes>();
  readonly #made = new Map<string, unknown>();
  /** Fused multiply-add is a relaxed SIMD instruction, which older engines lack. */
  readonly fused: boolean;

  constructor(fused: boolean) {
    this.fused = fused;
  }

  finish(): WasmFunction {
    return { parameters: PARAMETERS, locals: this.#locals, code: [...this.#prologue, ...this.#code] };
  }

  // ── control ──

  integer(value: number): number {
    const local = this.#local(I32);
    this.#emit(0x41, ...signed(value), 0x21, ...unsigned(local));
    return local;
  }

  /** Where a region begins, for what lies at a fixed place; not to be moved. */
  origin(region: Region): number {
    return region === 'block' ? BLOCK : this.once('origin', () => this.#local(I32));
  }

  /** A new address that stands at the beginning of a region when the kernel begins, wherever it is first asked for. */
  pointer(region: Region): number {
    const local = this.#local(I32);
    if (region === 'block') this.#prologue.push(0x20, ...unsigned(BLOCK), 0x21, ...unsigned(local));
    return local;
  }

  /** A new address: another one moved by so many bytes. */
  shifted(from: number, bytes: number): number {
    const local = this.#local(I32);
    this.moveTo(local, from, bytes);
    return local;
  }

  /** Sets an address to another one moved by so many bytes. */
  moveTo(local: number, from: number, bytes: number): void {
    this.#emit(0x20, ...unsigned(from), 0x41, ...signed(bytes), 0x6a, 0x21, ...unsigned(local));
  }

  advance(local: number, bytes: number): void {
    this.#emit(0x20, ...unsigned(local), 0x41, ...signed(bytes), 0x6a, 0x21, ...unsigned(local));
  }

  /** Runs the body `count` times (at least once). */
  loop(count: number, body: () => void): void {
    const counter = this.integer(count);
    this.#emit(0x03, 0x40);
    body();
    this.#emit(0x20, ...unsigned(counter), 0x41, ...signed(-1), 0x6a, 0x22, ...unsigned(counter), 0x0d, 0x00, 0x0b);
  }

  // ── memory ──

  load(at: Address): Lanes {
    return this.#value(() => this.#access(OP.load, at, 2));
  }

  /** All four lanes the same float32. */
  loadSplat(at: Address): Lanes {
    return this.#value(() => this.#access(OP.loadSplat, at, 2));
  }

  /** Stores the first `lanes` lanes. */
  store(at: Address, value: Lanes, lanes = 4): void {
    if (lanes & 4) this.#put(OP.store, at, value, []);
    if (lanes & 2) this.#put(OP.store64, at, value, [0]);
    if (lanes & 1) this.#put(OP.store32, { ...at, offset: at.offset + 4 * (lanes & 2) }, value, [lanes & 2]);
  }

  /** memory[at] += the sum of the four lanes. */
  addLanesTo(at: Address, value: Lanes): void {
    this.#get(at.base);
    this.#get(at.base);
    this.#emit(0x2a, 2, ...unsigned(at.offset));
    for (let lane = 0; lane < 4; lane++) {
      this.#get(value);
      this.#simd(OP.extract);
      this.#emit(lane, 0x92);
    }
    this.#emit(0x38, 2, ...unsigned(at.offset));
  }

  // ── values ──

  /** What `make` made when it was first asked for by this key, which must name all that it depends on. */
  once<T>(key: string, make: () => T): T {
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key) as T;
  }

  constant(value: number): Lanes {
    return this.bits(new Int32Array(new Float32Array([value]).buffer)[0]!);
  }

  /** The same 32 bits in each lane; with `lanes`, zero in the others. */
  bits(value: number, lanes = 4): Lanes {
    const key = `${value}/${lanes}`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const local = this.#local(V128) as Lanes;
    const bytes = new Uint8Array(new Int32Array([0, 1, 2, 3].map((lane) => (lane < lanes ? value : 0))).buffer);
    this.#prologue.push(0xfd, ...unsigned(OP.constant), ...bytes, 0x21, ...unsigned(local));
    this.#constants.set(key, local);
    return local;
  }

  /** A local that starts as zero each time this is reached, for sums. */
  accumulator(): Lanes {
    return this.#value(() => this.#get(this.bits(0)));
  }

  assign(target: Lanes, value: Lanes): void {
    this.#get(value);
    this.#emit(0x21, ...unsigned(target));
  }

  add = (a: Lanes, b: Lanes) => this.#binary(OP.add, a, b);
  sub = (a: Lanes, b: Lanes) => this.#binary(OP.sub, a, b);
  mul = (a: Lanes, b: Lanes) => this.#binary(OP.mul, a, b);
  div = (a: Lanes, b: Lanes) => this.#binary(OP.div, a, b);
  min = (a: Lanes, b: Lanes) => this.#binary(OP.min, a, b);
  max = (a: Lanes, b: Lanes) => this.#binary(OP.max, a, b);
  /** b where b < a, else a: one instruction, unlike `min`. Keeps a NaN of a. */
  lesser = (a: Lanes, b: Lanes) => this.#binary(OP.pmin, a, b);
  /** b where a < b, else a. */
  greater = (a: Lanes, b: Lanes) => this.#binary(OP.pmax, a, b);
  equal = (a: Lanes, b: Lanes) => this.#binary(OP.eq, a, b);
  less = (a: Lanes, b: Lanes) => this.#binary(OP.lt, a, b);
  lessEqual = (a: Lanes, b: Lanes) => this.#binary(OP.le, a, b);
  and = (a: Lanes, b: Lanes) => this.#binary(OP.and, a, b);
  andNot = (a: Lanes, b: Lanes) => this.#binary(OP.andnot, a, b);
  or = (a: Lanes, b: Lanes) => this.#binary(OP.or, a, b);
  xor = (a: Lanes, b: Lanes) => this.#binary(OP.xor, a, b);
  addIntegers = (a: Lanes, b: Lanes) => this.#binary(OP.addI, a, b);
  subtractIntegers = (a: Lanes, b: Lanes) => this.#binary(OP.subI, a, b);
  abs = (a: Lanes) => this.#unary(OP.abs, a);
  negate = (a: Lanes) => this.#unary(OP.neg, a);
  sqrt = (a: Lanes) => this.#unary(OP.sqrt, a);
  fromInteger = (a: Lanes) => this.#unary(OP.convertI, a);

  shiftLeft(a: Lanes, by: number): Lanes {
    return this.#shift(OP.shl, a, by);
  }

  shiftRight(a: Lanes, by: number): Lanes {
    return this.#shift(OP.shrS, a, by);
  }

  /** a·b + c, rounded once where the engine can. */
  multiplyAdd(a: Lanes, b: Lanes, c: Lanes): Lanes {
    if (!this.fused) return this.add(this.mul(a, b), c);
    return this.#ternary(OP.relaxedMadd, a, b, c);
  }

  /** c − a·b, rounded once where the engine can. */
  negativeMultiplyAdd(a: Lanes, b: Lanes, c: Lanes): Lanes {
    if (!this.fused) return this.sub(c, this.mul(a, b));
    return this.#ternary(OP.relaxedNmadd, a, b, c);
  }

  /** Bits of a where the mask is set, else of b. */
  select(mask: Lanes, a: Lanes, b: Lanes): Lanes {
    return this.#ternary(OP.bitselect, a, b, mask);
  }

  /** Σ_k c_k x^k by Horner's rule. */
  polynomial(x: Lanes, coefficients: readonly number[]): Lanes {
    let result = this.constant(coefficients.at(-1)!);
    for (let k = coefficients.length - 2; k >= 0; k--)
      result = this.multiplyAdd(result, x, this.constant(coefficients[k]!));
    return result;
  }

  #local(type: number): number {
    this.#locals.push(type);
    return PARAMETERS + this.#locals.length - 1;
  }

  #emit(...bytes: number[]): void {
    for (const byte of bytes) this.#code.push(byte);
  }

  #simd(op: number): void {
    this.#emit(0xfd, ...unsigned(op));
  }

  #get(local: number): void {
    this.#emit(0x20, ...unsigned(local));
  }

  #value(expression: () => void): Lanes {
    const local = this.#local(V128) as Lanes;
    expression();
    this.#emit(0x21, ...unsigned(local));
    return local;
  }

  #access(op: number, at: Address, align: number): void {
    this.#get(at.base);
    this.#simd(op);
    this.#emit(align, ...unsigned(at.offset));
  }

  #put(op: number, at: Address, value: Lanes, lane: readonly number[]): void {
    this.#get(at.base);
    this.#get(value);
    this.#simd(op);
    this.#emit(2, ...unsigned(at.offset), ...lane);
  }

  #unary(op: number, a: Lanes): Lanes {
    return this.#value(() => {
      this.#get(a);
      this.#simd(op);
    });
  }

  #binary(op: number, a: Lanes, b: Lanes): Lanes {
    return this.#value(() => {
      this.#get(a);
      this.#get(b);
      this.#simd(op);
    });
  }

  #ternary(op: number, a: Lanes, b: Lanes, c: Lanes): Lanes {
    return this.#value(() => {
      this.#get(a);
      this.#get(b);
      this.#get(c);
      this.#simd(op);
    });
  }

  #shift(op: number, a: Lanes, by: number): Lanes {
    return this.#value(() => {
      this.#get(a);
      this.#emit(0x41, ...signed(by));
      this.#simd(op);
    });
  }
}

/**
 * The random numbers of a run: one stream, seeded once, whose whole state is plain JSON and part of the checkpoint.
 *
 * The generator is xoshiro128** 1.1 (Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators",
 * ACM Trans. Math. Softw. 47(4), 36): period 2¹²⁸ − 1, equidistributed in four dimensions, no failure known in BigCrush or
 * PractRand. It is taken because it needs only 32-bit shifts, exclusive ors and multiplications by 5 and 9, which
 * JavaScript does exactly on every machine; generators of 64-bit words (xoshiro256**, PCG64) need BigInt or pairs of
 * halves and are several times slower here.
 */
import { splitMix64 } from './split-mix.ts';

const ALGORITHM = 'xoshiro128**';

/** The whole state of a stream. It survives JSON bit for bit. */
export interface RandomState {
  algorithm: typeof ALGORITHM;
  /** Four unsigned 32-bit words, not all zero. */
  words: [number, number, number, number];
  /** The second of a pair of normal numbers that has not been handed out yet, before scaling. */
  spare: number | null;
}

/** Words drawn at a time when an array is filled. */
const CHUNK = 4096;
const TWO_32 = 2 ** 32;
/** The largest of 24 random bits. */
const LARGEST_24 = 2 ** 24 - 1;

export class RandomStream {
  readonly #words: Uint32Array;
  #spare: number | null;
  readonly #drawn = new Uint32Array(CHUNK);

  private constructor(words: Uint32Array, spare: number | null) {
    this.#words = words;
    this.#spare = spare;
  }

  /**
   * The stream that belongs to a seed.
   * @param seed a whole number from 0 to 2⁵³ − 1; different seeds give unrelated streams
   * @throws RangeError for any other number
   */
  static fromSeed(seed: number): RandomStream {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new RangeError(`a seed is a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, not ${seed}`);
    const [low, high] = splitMix64(BigInt(seed), 2) as [bigint, bigint];
    return new RandomStream(
      Uint32Array.of(Number(low & 0xffffffffn), Number(low >> 32n), Number(high & 0xffffffffn), Number(high >> 32n)),
      null,
    );
  }

  /**
   * The stream that goes on exactly where the one that gave this state stood.
   * @throws TypeError when the value is not the state of such a stream
   */
  static fromState(state: unknown): RandomStream {
    const stream = new RandomStream(new Uint32Array(4), null);
    stream.restore(state);
    return stream;
  }

  /** Goes on from a state, as `fromState` does. @throws TypeError, and then nothing has changed */
  restore(state: unknown): void {
    const { algorithm, words, spare } = (state ?? {}) as Partial<RandomState>;
    if (algorithm !== ALGORITHM)
      throw new TypeError(
        `this is not the state of a ${ALGORITHM} stream: its algorithm is ${JSON.stringify(algorithm)}`,
      );
    const isWord = (word: unknown) => typeof word === 'number' && word >>> 0 === word;
    if (!Array.isArray(words) || words.length !== 4 || !words.every(isWord) || words.every((word) => word === 0))
      throw new TypeError('the state of a random stream has four unsigned 32-bit words, not all zero');
    if (spare !== null && !(typeof spare === 'number' && Number.isFinite(spare)))
      throw new TypeError('the spare normal number of a random stream is a finite number or null');
    this.#words.set(words);
    this.#spare = spare;
  }

  get state(): RandomState {
    return { algorithm: ALGORITHM, words: [...this.#words] as RandomState['words'], spare: this.#spare };
  }

  /** A number in [0, 1): a multiple of 2⁻⁵³. */
  uniform(): number {
    this.#draw(2);
    return unit53(this.#drawn[0]!, this.#drawn[1]!);
  }

  /**
   * Fills `target` with independent numbers, uniform in [low, high).
   * A Float32Array gets 24 random bits an element, a Float64Array 53. No element ever rounds up to `high` or below `low`.
   * @throws RangeError when the interval is empty, infinite, or holds no number of the target's precision
   */
  fillUniform(target: Float32Array | Float64Array, low = 0, high = 1): void {
    const width = high - low;
    if (!(width > 0 && Number.isFinite(width)))
      throw new RangeError(`random numbers need a finite interval low < high, not [${low}, ${high})`);
    if (target instanceof Float32Array) {
      const [least, most] = float32Bounds(low, high);
      const scale = width * 2 ** -24;
      // Rounding to float32 can reach the ends of the interval; where the outermost numbers do not, none does.
      const staysInside = Math.fround(low) >= least && Math.fround(low + scale * LARGEST_24) <= most;
      this.#inChunks(target.length, 1, (drawn, start, count) => {
        if (staysInside) for (let i = 0; i < count; i++) target[start + i] = low + scale * (drawn[i]! >>> 8);
        else
          for (let i = 0; i < count; i++) {
            const x = Math.fround(low + scale * (drawn[i]! >>> 8));
            target[start + i] = Math.max(least, Math.min(x, most));
          }
      });
    } else {
      const most = below(high);
      this.#inChunks(target.length, 2, (drawn, start, count) => {
        for (let i = 0; i < count; i++)
          target[start + i] = Math.min(low + width * unit53(drawn[2 * i]!, drawn[2 * i + 1]!), most);
      });
    }
  }

  /**
   * Fills `target` with independent normal numbers of mean 0 and standard deviation `std`, by the polar method
   * (Marsaglia & Bray 1964, SIAM Rev. 6, 260). They come in pairs; one left over is kept for the next call.
   * @throws RangeError when `std` is negative or not finite
   */
  fillNormal(target: Float32Array | Float64Array, std = 1): void {
    if (!(std >= 0 && Number.isFinite(std)))
      throw new RangeError(`a standard deviation is a finite number from 0 up, not ${std}`);
    let filled = 0;
    if (this.#spare !== null && target.length > 0) {
      target[filled++] = std * this.#spare;
      this.#spare = null;
    }
    while (filled < target.length) {
      // Never more pairs than can be used, so that one long fill and many short ones give the same numbers.
      const pairs = Math.min((target.length - filled + 1) >> 1, CHUNK / 2);
      this.#draw(2 * pairs);
      for (let k = 0; k < pairs; k++) {
        const u = this.#drawn[2 * k]! * 2 ** -31 - 1;
        const v = this.#drawn[2 * k + 1]! * 2 ** -31 - 1;
        const s = u * u + v * v;
        if (s >= 1 || s === 0) continue;
        const factor = Math.sqrt((-2 * Math.log(s)) / s);
        target[filled++] = std * (u * factor);
        if (filled < target.length) target[filled++] = std * (v * factor);
        else this.#spare = v * factor;
      }
    }
  }

  /**
   * A whole number, uniform in 0 … n − 1 without bias.
   * @param n from 1 to 2³²
   * @throws RangeError for any other n
   */
  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > TWO_32)
      throw new RangeError(`a random whole number is drawn from 1 to 2^32 values, not from ${n}`);
    const usable = TWO_32 - (TWO_32 % n);
    do this.#draw(1);
    while (this.#drawn[0]! >= usable);
    return this.#drawn[0]! % n;
  }

  /** Hands chunks of drawn words to `use(words, index of the first element, number of elements)`. */
  #inChunks(length: number, words: number, use: (drawn: Uint32Array, start: number, count: number) => void): void {
    for (let start = 0; start < length; ) {
      const count = Math.min(length - start, CHUNK / words);
      this.#draw(count * words);
      use(this.#drawn, start, count);
      start += count;
    }
  }

  /** Puts the next `count` outputs of the generator into `#drawn`. */
  #draw(count: number): void {
    const drawn = this.#drawn;
    const words = this.#words;
    let a = words[0]! | 0;
    let b = words[1]! | 0;
    let c = words[2]! | 0;
    let d = words[3]! | 0;
    for (let i = 0; i < count; i++) {
      const product = Math.imul(b, 5);
      drawn[i] = Math.imul((product << 7) | (product >>> 25), 9);
      const t = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= t;
      d = (d << 11) | (d >>> 21);
    }
    words[0] = a;
    words[1] = b;
    words[2] = c;
    words[3] = d;
  }
}

/** The number in [0, 1) made of the upper 27 and 26 bits of two words. */
function unit53(first: number, second: number): number {
  return ((first >>> 5) * 2 ** 26 + (second >>> 6)) * 2 ** -53;
}

/** The largest float64 below a finite x. */
function below(x: number): number {
  if (x === 0) return -Number.MIN_VALUE;
  const bits = new BigInt64Array(new Float64Array([x]).buffer);
  bits[0] = bits[0]! + (x > 0 ? -1n : 1n);
  return new Float64Array(bits.buffer)[0]!;
}

/** The smallest float32 from `low` up and the largest below `high`. */
function float32Bounds(low: number, high: number): [number, number] {
  let least = Math.fround(low);
  if (least < low) least = neighbour32(least, 1);
  let most = Math.fround(high);
  if (most >= high) most = neighbour32(most, -1);
  if (!(least <= most && Number.isFinite(least) && Number.isFinite(most)))
    throw new RangeError(`no float32 number lies in [${low}, ${high})`);
  return [least, most];
}

/** The float32 next to x, above it for direction 1 and below it for −1. */
function neighbour32(x: number, direction: 1 | -1): number {
  if (x === 0) return direction * 2 ** -149;
  const bits = new Int32Array(new Float32Array([x]).buffer);
  bits[0] = bits[0]! + (x > 0 ? direction : -direction);
  return new Float32Array(bits.buffer)[0]!;
}

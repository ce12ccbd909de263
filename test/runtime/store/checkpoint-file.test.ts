import { describe, expect, test } from 'vitest';
import { decodeCheckpoint, encodeCheckpoint, type StoredCheckpoint } from '../../../runtime/store/checkpoint-file.ts';
import { encodeTensors } from '../../../runtime/store/safetensors.ts';

const sample = (): StoredCheckpoint => ({
  step: 42,
  time: 1.25,
  tensors: {
    walkers: { shape: [2, 1], data: Float32Array.of(0.1, -3) },
    first_moment: { shape: [3], data: Float64Array.of(1e-300, NaN, -0) },
  },
  state: { random: { words: [1, 2, 3, 4294967295], spare: 0.1 }, width: 1 / 3, nothing: null, flag: true, ключ: [] },
});

test('everything comes back bit for bit', () => {
  const back = decodeCheckpoint(encodeCheckpoint(sample()));
  expect(back).toEqual(sample());
  expect(Object.is(back.tensors.first_moment!.data[2], -0)).toBe(true);
});

test('the arrays are copied when it is made', () => {
  const checkpoint = sample();
  const bytes = encodeCheckpoint(checkpoint);
  checkpoint.tensors.walkers!.data.fill(9);
  expect(decodeCheckpoint(bytes)).toEqual(sample());
});

test('every changed bit is noticed', () => {
  const good = encodeCheckpoint(sample());
  for (let bit = 0; bit < good.length * 8; bit++) {
    const changed = good.slice();
    changed[bit >> 3]! ^= 1 << (bit & 7);
    let decoded: unknown = null;
    try {
      decoded = decodeCheckpoint(changed);
    } catch {
      continue;
    }
    expect.fail(`bit ${bit} changed and nobody noticed: ${JSON.stringify(decoded)}`);
  }
});

test('every shorter file is refused', () => {
  const good = encodeCheckpoint(sample());
  for (let length = 0; length < good.length; length++)
    expect(() => decodeCheckpoint(good.subarray(0, length))).toThrow(Error);
});

test('a tensor file of another program, or of another version', () => {
  expect(() => decodeCheckpoint(encodeTensors({ tensors: {}, metadata: {} }))).toThrow(/not a checkpoint of qham/);
  const metadata = { format: '2', checkpoint: '{}', sha256: '' };
  expect(() => decodeCheckpoint(encodeTensors({ tensors: {}, metadata }))).toThrow(/format 2, .* reads format 1/);
});

describe('a state that JSON would change is refused, with the place', () => {
  test.each<[unknown, RegExp]>([
    [{ width: NaN }, /^checkpoint\.state\.width is NaN/],
    [{ a: [1, Infinity] }, /^checkpoint\.state\.a\[1\] is Infinity/],
    [{ a: -0 }, /is -0/],
    [{ a: undefined }, /state\.a is \[object Undefined\]/],
    [new Float32Array(2), /state is \[object Float32Array\].*into a tensor/],
    [{ a: new Map() }, /object Map/],
    [{ a: 1n }, /object BigInt/],
  ])('%o', (state, message) => {
    expect(() => encodeCheckpoint({ ...sample(), state })).toThrow(message);
  });
});

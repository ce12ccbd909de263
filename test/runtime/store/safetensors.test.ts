import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeTensors, encodeTensors } from '../../../runtime/store/safetensors.ts';

const encoder = new TextEncoder();

/** A file with this header text and these bytes of numbers, as the format describes it. */
function file(header: unknown, data: Uint8Array = new Uint8Array(0), claimed?: bigint): Uint8Array {
  const text = encoder.encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

const f32 = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

describe('written files', () => {
  const bytes = encodeTensors({
    tensors: {
      b: { shape: [3], data: Float32Array.of(1, 2, 3) },
      a: { shape: [1, 2], data: Float64Array.of(-0.5, Infinity) },
      scalar: { shape: [], data: Float32Array.of(7) },
      nothing: { shape: [0, 4], data: new Float32Array(0) },
    },
    metadata: { name: 'ψ' },
  });
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));

  test('follow the format: length, JSON, numbers without holes', () => {
    expect(header.__metadata__).toEqual({ name: 'ψ' });
    expect(header.a).toEqual({ dtype: 'F64', shape: [1, 2], data_offsets: [0, 16] });
    expect(header.b).toEqual({ dtype: 'F32', shape: [3], data_offsets: [16, 28] });
    expect(bytes.length).toBe(8 + length + 32);
    expect(new DataView(bytes.buffer).getFloat64(8 + length, true)).toBe(-0.5);
    expect(new DataView(bytes.buffer).getFloat32(8 + length + 16 + 8, true)).toBe(3);
  });

  test('are aligned: numbers begin at a multiple of 8, each tensor at a multiple of its element', () => {
    expect((8 + length) % 8).toBe(0);
    for (const [name, entry] of Object.entries<{ dtype: string; data_offsets: [number, number] }>(header))
      if (name !== '__metadata__') expect(entry.data_offsets[0] % (entry.dtype === 'F64' ? 8 : 4)).toBe(0);
  });

  test('begin their header with a brace, as readers of the format require', () => {
    expect(bytes[8]).toBe('{'.charCodeAt(0));
  });
});

const name = fc.string({ unit: 'binary', maxLength: 12 }).filter((s) => s !== '__metadata__');
const tensor = fc.oneof(
  fc.float32Array({ maxLength: 40 }).map((data) => ({ shape: [data.length], data })),
  fc.float64Array({ maxLength: 40 }).map((data) => ({ shape: [1, data.length, 1], data })),
);

test('any tensors come back bit for bit, from any place in memory', () => {
  fc.assert(
    fc.property(fc.dictionary(name, tensor), fc.dictionary(name, fc.string()), fc.nat(9), (tensors, metadata, at) => {
      const bytes = encodeTensors({ tensors, metadata });
      const pool = Buffer.alloc(bytes.length + at);
      pool.set(bytes, at);
      const back = decodeTensors(pool.subarray(at));
      pool.fill(0xff);
      expect(Object.keys(back.tensors).sort()).toEqual(Object.keys(tensors).sort());
      for (const [key, { shape, data }] of Object.entries(tensors)) {
        expect(back.tensors[key]!.shape).toEqual(shape);
        const read = back.tensors[key]!.data;
        expect(read.constructor).toBe(data.constructor);
        expect(Buffer.from(read.buffer, read.byteOffset, read.byteLength)).toEqual(
          Buffer.from(data.buffer, data.byteOffset, data.byteLength),
        );
      }
      expect({ ...back.metadata }).toEqual({ ...metadata });
    }),
  );
});

describe('files that are not to be trusted', () => {
  const one = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };
  test.each<[string, Uint8Array, RegExp]>([
    ['empty', new Uint8Array(0), /only 0 bytes/],
    ['seven bytes', new Uint8Array(7), /only 7 bytes/],
    ['a header longer than the file', file('{}', undefined, 3n), /cut short or not safetensors/],
    ['a header of 2⁶⁴ − 1 bytes', file('{}', undefined, 2n ** 64n - 1n), /claims 18446744073709551615 bytes/],
    ['a header beyond the limit', file('{}', undefined, 100_000_001n), /cut short or not safetensors/],
    ['no JSON', file('{"a":'), /header is not JSON/],
    ['no header', file('', undefined, 0n), /header is not JSON/],
    ['no UTF-8', file('', Uint8Array.of(0xff), 1n), /header is not JSON/],
    ['an array', file([]), /not a JSON object/],
    ['null', file(null), /not a JSON object/],
    ['a tensor that is a number', file({ a: 1 }), /“a” is not described/],
    ['another element type', file({ a: { ...one, dtype: 'I64' } }, f32(1, 2)), /element type "I64"; F32 and F64/],
    ['an element type from the prototype', file({ a: { ...one, dtype: 'toString' } }, f32(1, 2)), /element type/],
    ['a negative extent', file({ a: { ...one, shape: [-2] } }, f32(1, 2)), /has shape \[-2\]/],
    ['half an extent', file({ a: { ...one, shape: [0.5] } }, f32(1, 2)), /has shape/],
    ['no shape', file({ a: { dtype: 'F32', data_offsets: [0, 8] } }, f32(1, 2)), /has shape undefined/],
    ['an immense shape', file({ a: { ...one, shape: [2 ** 50, 2 ** 50] } }, f32(1, 2)), /needs/],
    ['an infinite shape', file({ a: { ...one, shape: new Array(40).fill(2 ** 50) } }, f32(1, 2)), /needs Infinity/],
    ['a shape of another size', file({ a: { ...one, shape: [3] } }, f32(1, 2)), /needs 12 bytes, not 8/],
    ['offsets beyond the end', file({ a: { ...one, data_offsets: [0, 80] } }, f32(1, 2)), /has 8 bytes of numbers/],
    ['offsets backwards', file({ a: { ...one, data_offsets: [8, 0] } }, f32(1, 2)), /claims bytes 8 to 0/],
    ['three offsets', file({ a: { ...one, data_offsets: [0, 4, 8] } }, f32(1, 2)), /has offsets/],
    ['a negative offset', file({ a: { ...one, data_offsets: [-8, 0] } }, f32(1, 2)), /has offsets/],
    ['tensors that share numbers', file({ a: one, b: one }, f32(1, 2)), /overlap or leave a hole/],
    ['a hole', file({ a: one, b: { ...one, data_offsets: [12, 20] } }, f32(1, 2, 3, 4, 5)), /hole at byte 8/],
    ['a hole at the beginning', file({ a: { ...one, data_offsets: [4, 12] } }, f32(1, 2, 3)), /hole/],
    ['bytes of no tensor', file({ a: one }, f32(1, 2, 3)), /4 bytes at its end belong to no tensor/],
    ['numbers cut short', file({ a: one }, f32(1)), /has 4 bytes of numbers/],
    ['metadata that is not text', file({ __metadata__: { a: 1 } }), /__metadata__ is not a table of texts/],
  ])('%s', (_, bytes, message) => {
    expect(() => decodeTensors(bytes)).toThrow(message);
  });

  test('a name from the prototype is only a name', () => {
    const text = '{"__proto__":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}';
    const { tensors } = decodeTensors(file(text, f32(1, 2)));
    expect(Object.keys(tensors)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(tensors)).toBe(Object.prototype);
  });

  test('any change of a file is read or refused with a reason, never worse', () => {
    const good = encodeTensors({
      tensors: { a: { shape: [2], data: Float32Array.of(1, 2) }, b: { shape: [1], data: Float64Array.of(3) } },
      metadata: { k: 'v' },
    });
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, value, cut) => {
        const changed = good.slice(0, cut || undefined);
        if (at < changed.length) changed[at] = value;
        try {
          const { tensors } = decodeTensors(changed);
          for (const { shape, data } of Object.values(tensors))
            expect(shape.reduce((product, extent) => product * extent, 1)).toBe(data.length);
        } catch (error) {
          expect((error as Error).constructor).toBe(Error);
          expect((error as Error).message).not.toBe('');
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what cannot be written', () => {
  test('a shape that does not fit its numbers', () => {
    expect(() => encodeTensors({ tensors: { a: { shape: [3], data: new Float32Array(2) } }, metadata: {} })).toThrow(
      /“a” of shape \[3\] cannot hold 2 numbers/,
    );
  });

  test('a tensor with the name of the metadata', () => {
    const tensors = { __metadata__: { shape: [0], data: new Float32Array(0) } };
    expect(() => encodeTensors({ tensors, metadata: {} })).toThrow(/__metadata__/);
  });
});

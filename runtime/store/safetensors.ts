/**
 * Tensors in a file, in the safetensors format: the length of a JSON header (8 bytes, little-endian), the header, the
 * numbers. Reading it runs no code, and every framework of the field can. Format: huggingface/safetensors, README.
 */

export interface StoredTensor {
  shape: number[];
  data: Float32Array | Float64Array;
}

export interface TensorFile {
  tensors: Record<string, StoredTensor>;
  /** Free text by name. */
  metadata: Record<string, string>;
}

/** The reference implementation refuses longer headers, against files made to exhaust memory. */
const LONGEST_HEADER = 100_000_000;
const ALIGNMENT = 8;
const METADATA = '__metadata__';

/**
 * The bytes of a safetensors file. The header is padded with spaces so that the numbers begin at a multiple of 8 bytes;
 * float64 tensors come first, so that each tensor is aligned to its element.
 * @throws RangeError when a shape does not fit its data, TypeError for a tensor named `__metadata__`
 */
export function encodeTensors({ tensors, metadata }: TensorFile): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = Object.create(null);
  if (Object.keys(metadata).length > 0) header[METADATA] = metadata;
  const entries = Object.entries(tensors).sort(
    ([a, { data: x }], [b, { data: y }]) => y.BYTES_PER_ELEMENT - x.BYTES_PER_ELEMENT || (a < b ? -1 : 1),
  );
  let end = 0;
  for (const [name, { shape, data }] of entries) {
    if (name === METADATA) throw new TypeError(`a tensor cannot be called ${METADATA}`);
    if (elements(shape) !== data.length)
      throw new RangeError(`tensor “${name}” of shape [${shape.join(', ')}] cannot hold ${data.length} numbers`);
    const begin = end;
    end += data.byteLength;
    header[name] = { dtype: data instanceof Float64Array ? 'F64' : 'F32', shape, data_offsets: [begin, end] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(text.length / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(8 + headerLength + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.set(text, 8);
  file.fill(0x20, 8 + text.length, 8 + headerLength);
  let position = 8 + headerLength;
  for (const [, { data }] of entries) {
    file.set(littleEndian(data), position);
    position += data.byteLength;
  }
  return file;
}

/**
 * Reads a safetensors file of float32 and float64 tensors. Every length, offset and shape is checked before it is used.
 * @throws Error that says what is wrong with the file
 */
export function decodeTensors(file: Uint8Array): TensorFile {
  const { header, data } = splitHeader(file);
  const tensors: [string, StoredTensor][] = [];
  const spans: [begin: number, end: number][] = [];
  let metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === METADATA) metadata = readMetadata(entry);
    else {
      const { dtype, shape, begin, end } = readEntry(name, entry, data.length);
      tensors.push([name, { shape, data: numbers(dtype, data.subarray(begin, end)) }]);
      spans.push([begin, end]);
    }
  }
  requireCovered(spans, data.length);
  return { tensors: Object.fromEntries(tensors), metadata };
}

function splitHeader(file: Uint8Array): { header: Record<string, unknown>; data: Uint8Array } {
  if (file.length < 8) throw new Error(`only ${file.length} bytes long: not a safetensors file`);
  const length = new DataView(file.buffer, file.byteOffset, 8).getBigUint64(0, true);
  if (length > BigInt(LONGEST_HEADER) || Number(length) > file.length - 8)
    throw new Error(`its header claims ${length} bytes, but the file has ${file.length}: cut short or not safetensors`);
  const start = 8 + Number(length);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(8, start)));
  } catch (cause) {
    throw new Error('its header is not JSON', { cause });
  }
  if (!isRecord(header)) throw new Error('its header is not a JSON object');
  return { header, data: file.subarray(start) };
}

const BYTES = { F32: 4, F64: 8 } as const;
type ElementType = keyof typeof BYTES;

function readEntry(name: string, entry: unknown, available: number) {
  const wrong = (what: string) => new Error(`tensor “${name}” ${what}`);
  if (!isRecord(entry)) throw wrong('is not described by a JSON object');
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !Object.hasOwn(BYTES, dtype))
    throw wrong(`has element type ${JSON.stringify(dtype)}; F32 and F64 can be read`);
  if (!isCounts(shape)) throw wrong(`has shape ${JSON.stringify(shape)}`);
  if (!isCounts(offsets) || offsets.length !== 2) throw wrong(`has offsets ${JSON.stringify(offsets)}`);
  const [begin, end] = offsets as [number, number];
  if (begin > end || end > available)
    throw wrong(`claims bytes ${begin} to ${end}, but the file has ${available} bytes of numbers`);
  const size = elements(shape) * BYTES[dtype as ElementType];
  if (size !== end - begin)
    throw wrong(`of shape [${shape.join(', ')}] and type ${dtype} needs ${size} bytes, not ${end - begin}`);
  return { dtype: dtype as ElementType, shape, begin, end };
}

function readMetadata(entry: unknown): Record<string, string> {
  if (!isRecord(entry) || !Object.values(entry).every((value) => typeof value === 'string'))
    throw new Error(`its ${METADATA} is not a table of texts`);
  return entry as Record<string, string>;
}

/** Every byte belongs to exactly one tensor: nothing hides between them, and none shares another's numbers. */
function requireCovered(spans: [number, number][], length: number): void {
  let covered = 0;
  for (const [begin, end] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (begin !== covered) throw new Error(`tensors overlap or leave a hole at byte ${Math.min(begin, covered)}`);
    covered = end;
  }
  if (covered !== length) throw new Error(`${length - covered} bytes at its end belong to no tensor`);
}

function elements(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const HOST_IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The bytes of numbers in file order. May share memory with them. */
function littleEndian(data: Float32Array | Float64Array): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return HOST_IS_LITTLE_ENDIAN ? bytes : swapped(bytes.slice(), data.BYTES_PER_ELEMENT);
}

/** The numbers in bytes in file order; never shares memory with them. */
function numbers(type: ElementType, bytes: Uint8Array): Float32Array | Float64Array {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  if (!HOST_IS_LITTLE_ENDIAN) swapped(copy, BYTES[type]);
  return type === 'F64' ? new Float64Array(copy.buffer) : new Float32Array(copy.buffer);
}

function swapped(bytes: Uint8Array, width: number): Uint8Array {
  for (let i = 0; i < bytes.length; i += width) bytes.subarray(i, i + width).reverse();
  return bytes;
}

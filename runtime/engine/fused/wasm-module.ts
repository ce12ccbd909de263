/**
 * Writes the binary form of a small WebAssembly module: functions of 32-bit integers over one imported memory.
 * (WebAssembly Core Specification 2.0, section 5; only what kernels need.)
 */

/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const byte = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? byte : byte | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** Signed LEB128 of a 32-bit integer. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0);
    bytes.push(done ? byte : byte | 0x80);
    if (done) return bytes;
  }
}

export const I32 = 0x7f;
export const V128 = 0x7b;

export interface WasmFunction {
  /** How many 32-bit integers it takes: its first locals. None where this is missing. */
  readonly parameters?: number;
  /** Type of each further local. */
  readonly locals: readonly number[];
  /** Instructions, without the final `end`. */
  readonly code: readonly number[];
}

/** The bytes of a module that imports `env.memory`, of at least so many pages, and exports functions "0", "1", … */
export function encodeModule(functions: readonly WasmFunction[], pages: number): Uint8Array<ArrayBuffer> {
  const name = (text: string) => vector([...new TextEncoder().encode(text)].map((byte) => [byte]));
  const section = (id: number, content: number[]) => [id, ...unsigned(content.length), ...content];
  const type = ({ parameters = 0 }: WasmFunction) => [
    0x60,
    ...vector(new Array<number[]>(parameters).fill([I32])),
    0x00,
  ];
  const bytes: number[] = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  const append = (part: readonly number[]) => {
    for (const byte of part) bytes.push(byte);
  };
  append(section(1, vector(functions.map(type))));
  append(section(2, vector([[...name('env'), ...name('memory'), 0x02, 0x00, ...unsigned(pages)]])));
  append(section(3, vector(functions.map((_, i) => unsigned(i)))));
  append(section(7, vector(functions.map((_, i) => [...name(String(i)), 0x00, ...unsigned(i)]))));
  append(section(10, vector(functions.map(body))));
  return Uint8Array.from(bytes);
}

function body({ locals, code }: WasmFunction): number[] {
  const content = [...vector(locals.map((type) => [1, type]))];
  for (const byte of code) content.push(byte);
  content.push(0x0b);
  return [...unsigned(content.length), ...content];
}

function vector(items: readonly number[][]): number[] {
  const bytes = unsigned(items.length);
  for (const item of items) for (const byte of item) bytes.push(byte);
  return bytes;
}

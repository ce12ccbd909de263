/** `checkpoint.safetensors`: tensors, and the rest of the state as JSON in the header. */
import { createHash } from 'node:crypto';
import { decodeTensors, encodeTensors, type StoredTensor } from './safetensors.ts';

const FORMAT = '1';

export interface StoredCheckpoint {
  /** Optimizer steps done. */
  step: number;
  /** Seconds since the run began. */
  time: number;
  tensors: Record<string, StoredTensor>;
  /** Plain JSON. */
  state: unknown;
}

/**
 * The bytes of a checkpoint file. The arrays are copied at once and may change afterwards.
 * @throws TypeError when the state holds something that JSON would lose (NaN, infinity, −0, undefined, an array of bytes)
 */
export function encodeCheckpoint({ step, time, tensors, state }: StoredCheckpoint): Uint8Array {
  requireJson({ step, time, state }, 'checkpoint');
  const rest = JSON.stringify({ step, time, state });
  return encodeTensors({ tensors, metadata: { format: FORMAT, checkpoint: rest, sha256: digest(rest, tensors) } });
}

/** @throws Error that says what is wrong with the file */
export function decodeCheckpoint(file: Uint8Array): StoredCheckpoint {
  const { tensors, metadata } = decodeTensors(file);
  const { format, checkpoint, sha256 } = metadata;
  if (format === undefined || checkpoint === undefined) throw new Error('it is not a checkpoint of qham');
  if (format !== FORMAT) throw new Error(`it has format ${format}, this version of qham reads format ${FORMAT}`);
  if (digest(checkpoint, tensors) !== sha256) throw new Error('its checksum does not fit its content');
  const { step, time, state } = JSON.parse(checkpoint) as { step: unknown; time: unknown; state: unknown };
  if (!Number.isSafeInteger(step) || (step as number) < 0 || !Number.isFinite(time))
    throw new Error('it does not say which step it belongs to');
  return { step: step as number, time: time as number, tensors, state };
}

function digest(rest: string, tensors: Readonly<Record<string, StoredTensor>>): string {
  const hash = createHash('sha256').update(rest);
  for (const name of Object.keys(tensors).sort()) {
    const { shape, data } = tensors[name]!;
    hash.update(JSON.stringify([name, shape, data.BYTES_PER_ELEMENT]));
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}

/** @throws TypeError naming the first part of a value that would not come back from JSON as it was */
function requireJson(value: unknown, path: string): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (Number.isFinite(value) && !Object.is(value, -0)) return;
  } else if (Array.isArray(value)) {
    value.forEach((element, i) => {
      requireJson(element, `${path}[${i}]`);
    });
    return;
  } else if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, element] of Object.entries(value)) requireJson(element, `${path}.${key}`);
    return;
  }
  const shown =
    typeof value === 'number' ? (Object.is(value, -0) ? '-0' : String(value)) : Object.prototype.toString.call(value);
  throw new TypeError(`${path} is ${shown}, which JSON cannot keep; put numbers that may be so into a tensor`);
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of what is still used: what is not any more is collected first. */
export function heapInUse(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

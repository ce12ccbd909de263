/** How much fast memory a core has to itself. */
import { readFileSync } from 'node:fs';

const MIB = 2 ** 20;

/**
 * Bytes of second-level cache per core, as Linux says; 1 MiB where that cannot be read, which is about what cores of the
 * last ten years have.
 */
export function coreCacheBytes(): number {
  try {
    const text = readFileSync('/sys/devices/system/cpu/cpu0/cache/index2/size', 'utf8');
    const match = /^(\d+)([KM])$/.exec(text.trim());
    if (!match) return MIB;
    return Number(match[1]) * (match[2] === 'K' ? 1024 : MIB);
  } catch {
    return MIB;
  }
}

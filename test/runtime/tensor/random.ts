/** Uniform random numbers in [low, high): the same for the same seed. Marsaglia's xorshift, 32 bits. */
export function uniform(seed: number, count: number, low = -1, high = 1): number[] {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return Array.from({ length: count }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return low + ((high - low) * (state >>> 0)) / 2 ** 32;
  });
}

/**
 * Numbers between −1 and 1 that look random and are always the same: what a check says of a file must not change from one
 * look to the next. Weyl sequence with the fractional part of multiples of an irrational, mixed (Steele et al. 2014).
 */
export function repeatableNumbers(seed: number): () => number {
  let state = BigInt(seed);
  const mask = (1n << 64n) - 1n;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    z ^= z >> 31n;
    return Number(z >> 11n) / 2 ** 52 - 1;
  };
}

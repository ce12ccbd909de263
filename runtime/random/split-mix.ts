const MASK = 0xffffffffffffffffn;

/**
 * The first `count` outputs of SplitMix64 started from `seed`, as unsigned 64-bit integers: turns one small number into
 * as many well-mixed bits as a larger generator's state needs.
 * Source: Steele, Lea & Flood 2014 (OOPSLA, doi 10.1145/2660193.2660195), with the constants of Vigna's splitmix64.c.
 */
export function splitMix64(seed: bigint, count: number): bigint[] {
  const outputs: bigint[] = [];
  let state = seed & MASK;
  for (let k = 0; k < count; k++) {
    state = (state + 0x9e3779b97f4a7c15n) & MASK;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    outputs.push(z ^ (z >> 31n));
  }
  return outputs;
}

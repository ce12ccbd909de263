/** Σ_k a_k b_k, in four partial sums: a processor adds several numbers at a time. */
export function dot(a: Float64Array, b: Float64Array): number {
  let [s, t, u, v] = [0, 0, 0, 0];
  const whole = a.length - (a.length % 4);
  for (let k = 0; k < whole; k += 4) {
    s += a[k]! * b[k]!;
    t += a[k + 1]! * b[k + 1]!;
    u += a[k + 2]! * b[k + 2]!;
    v += a[k + 3]! * b[k + 3]!;
  }
  for (let k = whole; k < a.length; k++) s += a[k]! * b[k]!;
  return s + t + (u + v);
}

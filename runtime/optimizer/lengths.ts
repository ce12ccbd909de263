/** @throws RangeError when an array does not have one number per parameter */
export function requireLengths(count: number, parameters: Float32Array, gradient: ArrayLike<number>): void {
  if (parameters.length !== count || gradient.length !== count)
    throw new RangeError(
      `the optimizer was made for ${count} parameters, but got ${parameters.length} and a gradient of ${gradient.length}`,
    );
}

/** One sign of a name: a letter, a digit, a subscript or a prime. */
export const NAME_SIGN = /^[_\p{L}\p{M}\p{Nd}\u2080-\u208B\u2032]$/u;

const NAME = /^[_\p{L}][_\p{L}\p{M}\p{Nd}\u2080-\u208B\u2032]*$/u;
const RESERVED: readonly string[] = ['sum', 'laplacian'];

/** Whether a text can be a name: it begins with a letter, and the language does not keep it to itself. */
export function isName(text: string): boolean {
  return NAME.test(text) && !RESERVED.includes(text);
}

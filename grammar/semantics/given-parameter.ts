import type { FileParameter } from '../generated/ast.ts';

/** Values that stand in for what the file says, while something is compiled with them. */
const given = new Map<FileParameter, number>();

/**
 * Evaluates with another value of a parameter of the file.
 * @param run must be done when it returns
 */
export function withFileParameter<T>(parameter: FileParameter, value: number, run: () => T): T {
  const before = given.get(parameter);
  given.set(parameter, value);
  try {
    return run();
  } finally {
    if (before === undefined) given.delete(parameter);
    else given.set(parameter, before);
  }
}

/** The value given in place of the file's; undefined where the file's holds. */
export const givenValue = (parameter: FileParameter): number | undefined => given.get(parameter);

import { nearestName } from '@qham/grammar';
import { UsageError } from './exit-code.ts';

/**
 * Which trains of a file are meant.
 * @param names of the file's trains, in their order
 * @param asked on the command line; none where the file has only one train
 * @throws UsageError when that is not clear, with the names there are
 */
export function selectTrains(file: string, names: readonly string[], asked: readonly string[]): string[] {
  const [only, ...more] = names;
  if (only === undefined)
    throw new UsageError(`${file} has no train: write train Name = Hamiltonian with Ansatz using Schedule`);
  if (asked.length === 0) {
    if (more.length === 0) return [only];
    throw new UsageError(
      `${file} has several trains; say which:${names.map((name) => `\n  qham run ${file} ${name}`).join('')}`,
    );
  }
  const wrong = asked.find((name) => !names.includes(name));
  if (wrong === undefined) return [...new Set(asked)];
  if (wrong.includes('='))
    throw new UsageError(`‘${wrong}’ is no train of ${file}; to give a parameter a value write --set ${wrong}`);
  const nearest = nearestName(wrong, names);
  const remedy = nearest === undefined ? `it has ${names.join(', ')}` : `did you mean ${nearest}?`;
  throw new UsageError(`${file} has no train ‘${wrong}’: ${remedy}`);
}

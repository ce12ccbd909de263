import { nearestName } from '@qham/grammar';
import { say } from '@qham/grammar/phrase';
import { UsageError } from './exit-code.ts';

/** What is to be run of a file: trains one after the other, or a sweep. */
export type Selected = { trains: string[] } | { sweep: string };

/** Which trains of a file are meant, where nothing else can be. @throws UsageError as `selectTrains` */
export function trainsAmong(file: string, trains: readonly string[], asked: readonly string[]): string[] {
  const selected = selectTrains(file, trains, [], asked);
  return 'trains' in selected ? selected.trains : [];
}

/**
 * Which trains of a file are meant, or which sweep.
 * @param trains names in the order of the file
 * @param sweeps names in the order of the file
 * @param asked on the command line; none where the file has only one train
 * @throws UsageError when that is not clear, with the names there are
 */
export function selectTrains(
  file: string,
  trains: readonly string[],
  sweeps: readonly string[],
  asked: readonly string[],
): Selected {
  const [only, ...more] = trains;
  if (only === undefined)
    throw new UsageError(say`${file} has no train: write train Name = Hamiltonian with Ansatz using Schedule`);
  const names = [...trains, ...sweeps];
  if (asked.length === 0) {
    if (more.length === 0) return { trains: [only] };
    throw new UsageError(
      say`${file} has several trains; say which:${names.map((name) => `\n  qham run ${file} ${name}`).join('')}`,
    );
  }
  const wrong = asked.find((name) => !names.includes(name));
  if (wrong !== undefined) throw unknown(file, names, wrong);
  const [sweep] = asked.filter((name) => sweeps.includes(name));
  if (sweep === undefined) return { trains: [...new Set(asked)] };
  if (new Set(asked).size === 1) return { sweep };
  throw new UsageError(say`${sweep} is a sweep: run it by itself, qham run ${file} ${sweep}`);
}

function unknown(file: string, names: readonly string[], wrong: string): UsageError {
  if (wrong.includes('='))
    return new UsageError(say`‘${wrong}’ is no train of ${file}; to give a parameter a value write --set ${wrong}`);
  const nearest = nearestName(wrong, names);
  const remedy = nearest === undefined ? say`it has ${names.join(', ')}` : say`did you mean ${nearest}?`;
  return new UsageError(say`${file} has no train ‘${wrong}’: ${remedy}`);
}

/** @throws UsageError where a value is given for the parameter that a sweep is over */
export function assertFree(
  sweeps: readonly { name: string; parameter: string }[],
  sweep: string,
  set: Readonly<Record<string, number>>,
): void {
  const parameter = sweeps.find(({ name }) => name === sweep)?.parameter;
  const value = parameter === undefined ? undefined : set[parameter];
  if (parameter !== undefined && value !== undefined)
    throw new UsageError(`--set ${parameter}=${value}: ${sweep} is over ${parameter} and gives it its values`);
}

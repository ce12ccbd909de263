import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { equipment } from '../equipment.ts';

/** A rule of axe-core that is broken, or that it cannot decide. */
export interface AxeFinding {
  readonly rule: string;
  readonly impact: string;
  readonly help: string;
  readonly elements: readonly string[];
}

/** What axe-core says of one view in one theme. */
export interface AxeLook {
  readonly view: string;
  readonly theme: string;
  /** Of axe-core, and of the browser. */
  readonly version: string;
  readonly browser: string;
  /** The rules that apply and hold. */
  readonly passed: readonly string[];
  readonly findings: readonly AxeFinding[];
  readonly undecided: readonly AxeFinding[];
}

/** What the Tab key comes to in a view, in that order, as it is told to those who listen. */
export interface KeyboardOrder {
  readonly view: string;
  readonly theme: string;
  readonly controls: readonly string[];
}

/** Keeps one of these in a file of its own, for `npm run test:editor -- --accessibility`. */
export async function keepForReport(kind: 'axe' | 'keys', record: AxeLook | KeyboardOrder): Promise<void> {
  const name = `${kind}-${record.view}-${record.theme}`.replaceAll(/\W+/g, '-');
  await writeFile(join(equipment().accessibility, `${name}.json`), JSON.stringify(record));
}

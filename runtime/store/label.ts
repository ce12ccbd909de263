/** `label.json`: what people say about a run. Nothing is computed from it. */

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '@qham/grammar/phrase';
import * as v from 'valibot';
import { replaceFile } from './atomic-file.ts';
import { FILES } from './layout.ts';
import { storeError } from './store-error.ts';

const Label = v.object({
  /** Shown instead of the folder's name; empty: none was given. */
  name: v.string(),
  note: v.string(),
  starred: v.boolean(),
});
export type Label = v.InferOutput<typeof Label>;

export const NO_LABEL: Label = { name: '', note: '', starred: false };

/** The label of a run. One that is not there or cannot be read says nothing. */
export function readLabel(folder: string): Label {
  try {
    return v.parse(Label, JSON.parse(readFileSync(join(folder, FILES.label), 'utf8')));
  } catch {
    return NO_LABEL;
  }
}

/** Replaces the label of a run; an empty one leaves no file. @throws StoreError when the disk refuses */
export function writeLabel(folder: string, label: Label): void {
  const path = join(folder, FILES.label);
  try {
    if (label.name === '' && label.note === '' && !label.starred) rmSync(path, { force: true });
    else replaceFile(path, `${JSON.stringify(label, null, 2)}\n`);
  } catch (error) {
    throw storeError(folder, say`label the run`, error);
  }
}

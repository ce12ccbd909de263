import { basename } from 'node:path';
import { askedFor } from '../training/point-name.ts';
import type { Run } from '../training/runs.ts';
import type { StoredRun } from './stored-run.ts';

/** One line of the tree of runs: what is known of a run from its folder, from its process, or from both. */
export interface RunItem {
  readonly kind: 'run';
  /** Its folder, or `run:<id>` before it has one. */
  readonly key: string;
  readonly stored: StoredRun | null;
  readonly run: Run | null;
  readonly file: string;
  readonly train: string;
  readonly created: Date | null;
}

export interface TrainItem {
  readonly kind: 'train';
  readonly key: string;
  readonly file: string;
  readonly train: string;
  readonly runs: readonly RunItem[];
}

export interface FileItem {
  readonly kind: 'file';
  readonly key: string;
  readonly file: string;
  readonly trains: readonly TrainItem[];
}

export type TreeNode = FileItem | TrainItem | RunItem;

/** Every run once, newest first: those on the disk, and those of this window that have no folder yet, or failed before they had. */
export function mergeRuns(stored: readonly StoredRun[], runs: readonly Run[]): RunItem[] {
  const folders = new Map(runs.flatMap((run) => (run.folder === null ? [] : [[run.folder, run] as const])));
  const homeless = runs.filter(
    (run) => run.folder === null && ['queued', 'starting', 'stopping', 'failed'].includes(run.state.status),
  );
  return [
    ...homeless.map(
      (run): RunItem => ({
        kind: 'run',
        key: `run:${run.id}`,
        stored: null,
        run,
        file: run.request.file,
        train: run.request.train,
        created: run.started,
      }),
    ),
    ...stored.map(
      (found): RunItem => ({
        kind: 'run',
        key: found.path,
        stored: found,
        run: folders.get(found.path) ?? null,
        file: found.file,
        train: found.train,
        created: found.created,
      }),
    ),
  ];
}

/** The runs grouped by file and train or sweep, each in the order of its newest run; starred ones come first. */
export function groupRuns(items: readonly RunItem[], matches: (item: RunItem) => boolean = () => true): FileItem[] {
  const starred = (item: RunItem) => item.stored?.label.starred === true;
  const kept = items.filter(matches);
  return groupBy(kept, ({ file }) => file).map(([file, runs]) => ({
    kind: 'file',
    key: file,
    file,
    trains: groupBy(runs, ({ train }) => askedFor(train)).map(([train, ofTrain]) => ({
      kind: 'train',
      key: `${file}\n${train}`,
      file,
      train,
      runs: [...ofTrain.filter(starred), ...ofTrain.filter((item) => !starred(item))],
    })),
  }));
}

/** Whether every word of a filter occurs in what is known of a run. @param shown what the list says of how it stands */
export function matchesFilter(filter: string, item: RunItem, shown: string): boolean {
  const { stored, file, train } = item;
  const text = [basename(file), train, stored?.label.name, stored?.label.note, shown, basename(stored?.path ?? '')]
    .join(' ')
    .toLocaleLowerCase();
  return filter
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups];
}

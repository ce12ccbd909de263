import { expect, test } from 'vitest';
import { RunList } from '../../../extension/runs/run-list.ts';
import { groupRuns, mergeRuns, type RunItem } from '../../../extension/runs/run-tree.ts';
import { rowsOf, type TreeRow, toDraw } from '../../../extension/runs/tree-rows.ts';
import { type Run, Runs } from '../../../extension/training/runs.ts';
import { result } from '../../runtime/store/sample.ts';
import { makeRun, workspace } from '../fixtures/run-folders.ts';

/** Two runs on the disk, and one of this window that trains; its rows after a change. */
async function rows() {
  const { runs: root } = workspace();
  for (const train of ['First', 'Second']) await makeRun(root, { train, ending: result(3) });
  const list = new RunList(() => [root]);
  await list.refresh();
  list.dispose();
  const runs = new Runs(() => 0);
  const command = {
    executable: '',
    arguments: [],
    directory: '',
    environment: {},
    patience: 1,
    grace: 1,
  };
  const started = runs.start({ file: '/w/oscillator.qham', train: 'Third' }, command);
  const say = ({ run, stored }: RunItem) => `${run?.state.step ?? stored?.energies}`;
  return (change: Partial<Run['state']> = {}, label: object = {}): TreeRow[] => {
    const run = { ...started, state: { ...started.state, ...change } };
    const stored = list.all.map((one, n) => (n === 0 ? { ...one, label: { ...one.label, ...label } } : one));
    return rowsOf(groupRuns(mergeRuns(stored, [run])), say);
  };
}

test('a run that comes further is drawn alone; what stays as it is not at all', async () => {
  const now = await rows();
  const before = now({ step: 1 });
  expect(before.map(({ progress }) => progress)).toEqual(['1', '', '']);
  expect(toDraw(before, now({ step: 1 }))).toEqual([]);
  // As VS Code has it, not as it is now.
  expect(toDraw(before, now({ step: 2 }))).toEqual([before[0]!.item]);
  expect((toDraw(before, now({ step: 2 })) as RunItem[])[0]).toBe(before[0]!.item);
});

test.each([
  ['a run begins to stop', { status: 'stopping' }, {}],
  ['a run is renamed', {}, { name: 'deep' }],
  ['a run gets a star', {}, { starred: true }],
] as const)('everything is drawn when %s', async (_, change, label) => {
  const now = await rows();
  expect(toDraw(now(), now(change, label))).toBe('everything');
});

test('everything is drawn when a run comes or goes', async () => {
  const now = await rows();
  expect(toDraw(now(), now().slice(1))).toBe('everything');
  expect(toDraw([], now())).toBe('everything');
});

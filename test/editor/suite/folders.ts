import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { TestApi } from '../../../extension/extension.ts';
import { isOver } from '../../../extension/training/run-state.ts';
import type { Run } from '../../../extension/training/runs.ts';
import { activated, open, SHORT, train } from './editor.ts';

describe('where runs are kept', () => {
  let api: TestApi;
  before(async () => {
    api = await activated();
  });
  afterEach(() => api.runs.stopAll());

  /** What is asked for, when a change of the runs or of the list of them brings it. */
  const when = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const see = () => {
        const found = look();
        if (found === undefined) return;
        for (const change of changes) change.dispose();
        resolve(found);
      };
      const changes = [api.runs.onChange(see), api.stored.onChange(see)];
      see();
    });
  const whenRun = ({ id }: Run, condition: (run: Run) => boolean) =>
    when(() => api.runs.all.find((run) => run.id === id && condition(run)));
  const folders = () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);

  it('each folder of a workspace has the runs of its own files, and all are listed', async () => {
    const [first, second] = folders();
    assert.ok(first && second, 'two folders are open');
    const uri = vscode.Uri.file(join(second, 'elsewhere.qham'));
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(SHORT));
    const here = await whenRun(await train(await open('here.qham', SHORT), 'Short'), ({ state }) => isOver(state));
    const document = await vscode.workspace.openTextDocument(uri);
    const there = await whenRun(await train(document, 'Short'), ({ state }) => isOver(state));
    assert.equal(dirname(here.folder!), join(first, '.qham/runs'));
    assert.equal(dirname(there.folder!), join(second, '.qham/runs'));
    const listed = (path: string) =>
      when(() => api.stored.all.find((run) => run.path === path && run.status === 'finished'));
    assert.equal((await listed(here.folder!)).file, join(first, 'here.qham'));
    assert.equal((await listed(there.folder!)).file, uri.fsPath);
    const tasks = await vscode.tasks.fetchTasks({ type: 'qham' });
    const scopes = tasks.flatMap(({ definition, scope }) =>
      definition.file === 'elsewhere.qham' ? [(scope as vscode.WorkspaceFolder).uri.fsPath] : [],
    );
    assert.deepEqual([...new Set(scopes)], [second]);
  });

  it('runs beside a file of no folder are found again when it is opened', async () => {
    const kept = await when(() => api.stored.all.find(({ status }) => status === 'finished'));
    const outside = await realpath(await mkdtemp(join(tmpdir(), 'qham-outside-')));
    try {
      const path = join(outside, '.qham/runs', basename(kept.path));
      await mkdir(dirname(path), { recursive: true });
      await cp(kept.path, path, { recursive: true });
      const uri = vscode.Uri.file(join(outside, 'alone.qham'));
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(SHORT));
      await vscode.workspace.openTextDocument(uri);
      assert.equal((await when(() => api.stored.find(path))).train, 'Short');
    } finally {
      await rm(outside, { recursive: true });
    }
  });

  it('a training whose folder is deleted ends, and says so', async () => {
    const run = await train(await open('deleted.qham', SHORT), 'Endless');
    const { folder, process } = await whenRun(run, ({ state }) => state.step >= 3);
    assert.ok(folder && process);
    await rm(folder, { recursive: true, maxRetries: 20, retryDelay: 50 });
    const { state } = await whenRun(run, ({ state }) => isOver(state));
    assert.equal(state.status, 'failed');
    assert.equal(state.trouble?.kind, 'unreadable');
    await process.ended;
    await api.stored.refresh();
    assert.equal(api.stored.find(folder), undefined);
  });

  it('the next training takes the device that was chosen, wherever it is set', async () => {
    const document = await open('device.qham', SHORT);
    const section = () => vscode.workspace.getConfiguration('qham');
    const { Workspace, Global } = vscode.ConfigurationTarget;
    const deviceOf = async (run: Run) => {
      const { process, state } = await whenRun(run, ({ state }) => state.step >= 1);
      const words = (await readFile(`/proc/${process?.pid}/cmdline`, 'utf8')).split('\0');
      await vscode.commands.executeCommand('qham.stop', run.id);
      await whenRun(run, ({ state }) => isOver(state));
      return [words[words.indexOf('--device') + 1], state.device];
    };
    try {
      await section().update('device', 'tensorflow', Workspace);
      await vscode.commands.executeCommand('qham.chooseDevice', 'cpu');
      assert.equal(section().inspect('device')?.workspaceValue, 'cpu');
      const [asked, taken] = await deviceOf(await train(document, 'Endless'));
      assert.equal(asked, 'cpu');
      assert.match(taken!, /\bcpu\b/);
      await section().update('device', undefined, Workspace);
      await vscode.commands.executeCommand('qham.chooseDevice', 'cuda');
      assert.equal(section().inspect('device')?.globalValue, 'cuda');
    } finally {
      await section().update('device', undefined, Workspace);
      await section().update('device', undefined, Global);
    }
  });
});

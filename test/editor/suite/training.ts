import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestApi } from '../../../extension/extension.ts';
import type { Run } from '../../../extension/training/runs.ts';
import { whenOver, whenRun } from '../../../extension/training/when-run.ts';
import { activated, open, SHORT, train } from './editor.ts';

describe('training', () => {
  let api: TestApi;
  before(async () => {
    api = await activated();
  });
  afterEach(() => api.runs.stopAll());

  const when = (id: number, condition: (run: Run) => boolean) => whenRun(api.runs, id, condition);
  const over = (id: number) => whenOver(api.runs, id);

  it('contributes its commands', async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const name of ['train', 'stop', 'showEnergies', 'showOutput', 'restartServer'])
      assert.ok(commands.includes(`qham.${name}`), name);
  });

  it('brings a result with an error bar and a verdict', async () => {
    const document = await open('short.qham', SHORT);
    const { state } = await over((await train(document, 'Short')).id);
    assert.equal(state.trouble, null);
    assert.equal(state.status, 'finished');
    assert.equal(state.step, 60);
    assert.ok(Math.abs(state.energies[0]! - 0.5) < 0.1, `energy ${state.energies[0]}`);
    assert.ok(state.errors![0]! > 0);
    assert.deepEqual(
      state.expectations.map(({ verdict }) => verdict),
      ['pass'],
    );
  });

  it('trains what is seen: the file is saved first', async () => {
    const document = await open('edited.qham', SHORT);
    const edit = new vscode.WorkspaceEdit();
    const at = document.positionAt(document.getText().indexOf('steps = 60'));
    edit.replace(document.uri, new vscode.Range(at, at.translate(0, 'steps = 60'.length)), 'steps = 20');
    await vscode.workspace.applyEdit(edit);
    assert.ok(document.isDirty);
    const { state } = await over((await train(document, 'Short')).id);
    assert.ok(!document.isDirty);
    assert.equal(state.steps, 20);
  });

  it('goes on in another process, and stops when asked', async () => {
    const document = await open('endless.qham', SHORT);
    const { id } = await train(document, 'Endless');
    const going = await when(id, ({ state }) => state.step >= 3);
    assert.notEqual(going.process?.pid, process.pid);
    await vscode.commands.executeCommand('qham.stop', id);
    const { state } = await over(id);
    assert.equal(state.status, 'stopped');
    assert.ok(state.folder, 'it says where it can be resumed');
    await going.process?.ended;
  });

  it('says that a file has errors, and ends', async () => {
    const document = await open('erroneous.qham', SHORT.replaceAll('with Gaussian', 'with Gausian'));
    const { state } = await over((await train(document, 'Short')).id);
    assert.equal(state.status, 'failed');
    assert.equal(state.trouble?.kind === 'ended' && state.trouble.code, 2);
  });

  it('queues what is started while another trains, and runs several at a time where that is set', async () => {
    const document = await open('several.qham', SHORT);
    const first = await train(document, 'Endless');
    const second = await train(document, 'Endless');
    await when(first.id, ({ state }) => state.step >= 1);
    assert.equal(api.runs.find(second.id)?.state.status, 'queued');
    await vscode.commands.executeCommand('qham.stop', first.id);
    await when(second.id, ({ state }) => state.step >= 1);
    const settings = vscode.workspace.getConfiguration('qham');
    await settings.update('train.parallel', 2, vscode.ConfigurationTarget.Global);
    try {
      const third = await train(document, 'Endless');
      await when(third.id, ({ state }) => state.step >= 1);
      assert.equal(api.runs.training.length, 2);
      await vscode.commands.executeCommand('qham.stopAll');
      assert.equal(api.runs.active, undefined);
    } finally {
      await settings.update('train.parallel', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('trains what the Test Explorer asks for', async () => {
    const document = await open('promised.qham', SHORT);
    const before = api.runs.all[0]?.id ?? 0;
    await vscode.commands.executeCommand('testing.refreshTests');
    const started = new Promise<Run>((resolve) => {
      const changes = api.runs.onChange((run) => {
        if (run.id <= before) return;
        changes.dispose();
        resolve(run);
      });
    });
    await vscode.window.showTextDocument(document);
    // The command comes back at once where VS Code has not yet heard of the file's tests, else when they have ended.
    let begun = false;
    void started.then(() => {
      begun = true;
    });
    while (!begun) await Promise.race([started, vscode.commands.executeCommand('testing.runCurrentFile')]);
    const { id } = await started;
    const { state, request } = await over(id);
    assert.equal(request.train, 'Short');
    assert.equal(state.expectations[0]?.verdict, 'pass');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    assert.ok(lenses.some(({ command }) => command?.command === 'qham.showRun'));
  });

  it('lists what was trained, and goes on with what was stopped', async () => {
    const document = await open('listed.qham', SHORT);
    const { id } = await train(document, 'Endless');
    await when(id, ({ state }) => state.step >= 3);
    await vscode.commands.executeCommand('qham.stop', id);
    const { folder, process: ended } = await over(id);
    await ended?.ended;
    await api.stored.refresh();
    const stored = api.stored.find(folder!);
    assert.equal(stored?.status, 'interrupted');
    await vscode.commands.executeCommand('qham.starRun', folder);
    assert.equal(api.stored.find(folder!)?.label.starred, true);
    const resumed = await vscode.commands.executeCommand<Run | undefined>('qham.resumeRun', folder);
    assert.equal(resumed?.id, id);
    await when(id, ({ state }) => state.step > stored.step);
    await vscode.commands.executeCommand('qham.stop', id);
    await (await over(id)).process?.ended;
    await vscode.commands.executeCommand('qham.deleteRun', folder);
    assert.equal(api.stored.find(folder!), undefined);
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { whenOver, whenRun } from '../../../extension/training/when-run.ts';
import { activated, lensCommands, open, SHORT, train } from './editor.ts';

/** What each setting switches: lenses with such a title. */
const SWITCHED = {
  'lens.train': /^▶ Train/,
  'lens.cost': /≈/,
  'lens.resume': /^Resume from step \d+$/,
  'lens.evaluate': /^Evaluate…$/,
  'lens.show': /^Show$/,
  'lens.compare': /^Compare with last$/,
};
/** What is written behind a lens goes with it. */
const BEHIND: Readonly<Record<string, string>> = { 'lens.cost': 'lens.train' };

describe('lenses', () => {
  let document: vscode.TextDocument;
  before(async () => {
    const { runs, stored } = await activated();
    document = await open('switched.qham', SHORT);
    for (let n = 0; n < 2; n++) await (await whenOver(runs, (await train(document, 'Short')).id)).process?.ended;
    const { id } = await train(document, 'Endless');
    await whenRun(runs, id, ({ state }) => state.step >= 3);
    runs.stop(id);
    await (await whenOver(runs, id)).process?.ended;
    await stored.refresh();
  });

  /** The settings that have something to show now. */
  const shown = async (): Promise<string[]> => {
    const titles = (await lensCommands(document)).map(({ title }) => title);
    return Object.entries(SWITCHED).flatMap(([key, pattern]) =>
      titles.some((title) => pattern.test(title)) ? [key] : [],
    );
  };

  for (const key of Object.keys(SWITCHED))
    it(`go when qham.${key} is switched off, alone, and come back`, async () => {
      const all = Object.keys(SWITCHED);
      assert.deepEqual(await shown(), all);
      await set(key, false);
      assert.deepEqual(
        await shown(),
        all.filter((other) => other !== key && BEHIND[other] !== key),
      );
      await set(key, undefined);
      assert.deepEqual(await shown(), all);
    });

  it('say above an inverse problem that it cannot be trained yet, and why', async () => {
    const uri = await vscode.commands.executeCommand<vscode.Uri>('qham.newFromExample', 'inverse.qham');
    const [{ title, command, arguments: given = [] }, ...others] = (await lensCommands({ uri })) as [vscode.Command];
    assert.deepEqual(others, []);
    assert.equal(title, 'Train (not available yet: unknown potentials)');
    await vscode.commands.executeCommand(command, ...given);
    const editor = vscode.window.activeTextEditor!;
    assert.equal(editor.document.uri.toString(), uri.toString());
    assert.equal(editor.document.getText(editor.document.getWordRangeAtPosition(editor.selection.active)), 'Coulomb');
  });
});

/** Changes a setting; settles when every extension knows. */
async function set(key: string, value: boolean | undefined): Promise<void> {
  const known = new Promise<void>((resolve) => {
    const changes = vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration(`qham.${key}`)) return;
      changes.dispose();
      resolve();
    });
  });
  await vscode.workspace.getConfiguration('qham').update(key, value, vscode.ConfigurationTarget.Global);
  await known;
}

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestApi } from '../../../extension/extension.ts';
import { activated, SHORT, write } from './editor.ts';

describe('tasks', () => {
  let api: TestApi;
  before(async () => {
    api = await activated();
  });

  it('are offered for every file that lies there, and all that it trains', async () => {
    await write('offered.qham', SHORT);
    // As when VS Code starts: the server finds a file that nobody has opened.
    await vscode.commands.executeCommand('qham.restartServer');
    const tasks = await tasksOf('offered.qham');
    assert.deepEqual(
      tasks.map(({ definition }) => [definition.task, definition.train]),
      [
        ['check', undefined],
        ['train', 'Short'],
        ['train', 'Endless'],
      ],
    );
  });

  it('train, and leave a run like any other', async () => {
    const uri = await write('to-train.qham', SHORT);
    const task = (await tasksOf('to-train.qham')).find(({ definition }) => definition.train === 'Short');
    assert.equal(await codeOf(task!), 0);
    await api.stored.refresh();
    assert.deepEqual(
      api.stored.all.filter(({ file }) => file === uri.fsPath).map(({ train, status }) => [train, status]),
      [['Short', 'finished']],
    );
  });
});

/** The tasks of a file, when the server has heard of it and knows what it trains. */
async function tasksOf(file: string): Promise<vscode.Task[]> {
  let tasks: vscode.Task[];
  do {
    const all = await vscode.tasks.fetchTasks({ type: 'qham' });
    tasks = all.filter(({ definition }) => definition.file === file);
  } while (!tasks.some(({ definition }) => definition.task === 'train'));
  return tasks;
}

/** Executes a task. @returns the code that its process ended with */
function codeOf(task: vscode.Task): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const ended = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      ended.dispose();
      resolve(exitCode);
    });
    vscode.tasks.executeTask(task).then(undefined, reject);
  });
}

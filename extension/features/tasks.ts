import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Feature, Services } from './feature.ts';
import { partPath } from './parts.ts';

/** A task as tasks.json has it. */
const Definition = v.object({
  type: v.literal('qham'),
  task: v.picklist(['check', 'train']),
  file: v.string(),
  /** What to train; all of the file where it is not given. */
  train: v.optional(v.string()),
});
type Definition = v.InferOutput<typeof Definition>;

/** `qham check` and `qham run` as tasks, whose problems go into the Problems view. */
export const tasks: Feature = (services) => {
  services.context.subscriptions.push(
    vscode.tasks.registerTaskProvider('qham', {
      provideTasks: async () => {
        const folders = vscode.workspace.workspaceFolders ?? [];
        const found = await Promise.all(folders.map((folder) => tasksOf(services, folder)));
        return found.flat();
      },
      resolveTask: ({ definition, scope }) => {
        const read = v.safeParse(Definition, definition);
        return read.success ? taskFor(services, read.output, scope ?? vscode.TaskScope.Workspace) : undefined;
      },
    }),
  );
  return undefined;
};

async function tasksOf(services: Services, folder: vscode.WorkspaceFolder): Promise<vscode.Task[]> {
  const pattern = new vscode.RelativePattern(folder, '**/*.qham');
  const files = await vscode.workspace.findFiles(pattern, '**/{node_modules,.qham}/**', 200);
  const perFile = files.map(async (uri) => {
    const file = vscode.workspace.asRelativePath(uri, false);
    const { trains, sweeps } = await services.language.trains(uri);
    const definitions: Definition[] = [
      { type: 'qham', task: 'check', file },
      ...[...trains, ...sweeps].map(({ name }): Definition => ({ type: 'qham', task: 'train', file, train: name })),
    ];
    return definitions.map((definition) => taskFor(services, definition, folder));
  });
  return (await Promise.all(perFile)).flat();
}

function taskFor(
  { context, settings }: Services,
  definition: Definition,
  scope: vscode.WorkspaceFolder | vscode.TaskScope,
): vscode.Task {
  const { task, file, train } = definition;
  const { device, threads } = settings();
  const args =
    task === 'check'
      ? ['check', file]
      : [
          ...['run', file, ...(train === undefined ? [] : [train])],
          ...(device === 'auto' ? [] : ['--device', device]),
          ...(threads === 0 ? [] : ['--threads', String(threads)]),
        ];
  const made = new vscode.Task(
    definition,
    scope,
    nameOf(definition),
    'qham',
    new vscode.ProcessExecution(process.execPath, [partPath(context, 'qham'), ...args], {
      env: { ELECTRON_RUN_AS_NODE: '1' },
    }),
    '$qham',
  );
  made.group = task === 'check' ? vscode.TaskGroup.Build : vscode.TaskGroup.Test;
  return made;
}

function nameOf({ task, file, train }: Definition): string {
  if (task === 'check') return vscode.l10n.t('check {0}', file);
  return train === undefined ? vscode.l10n.t('train all of {0}', file) : vscode.l10n.t('train {0} of {1}', train, file);
}

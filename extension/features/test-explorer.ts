import * as vscode from 'vscode';
import type { Range, TrainPlace } from '../language/trains.ts';
import { commandLine } from '../training/command-line.ts';
import { measuredEnergy } from '../training/energy-text.ts';
import type { Run } from '../training/runs.ts';
import { testOutcome } from '../training/test-outcome.ts';
import { whenOver } from '../training/when-run.ts';
import type { Feature, Services } from './feature.ts';
import { mayTrain } from './may-train.ts';
import { directoryOf, qhamCommand } from './qham-command.ts';

/** Every `expect` as a test: VS Code's Test Explorer trains what it belongs to and shows what became of it. */
export const testExplorer: Feature = (services) => {
  const { context, language } = services;
  const controller = vscode.tests.createTestController('qham', 'QHam');
  const refresh = async (uri: vscode.Uri) => {
    const { trains } = await language.trains(uri);
    place(controller, uri, trains);
  };
  const discover = async () => {
    const files = await vscode.workspace.findFiles('**/*.qham', '**/{node_modules,.qham}/**', 500);
    await Promise.all(files.map(refresh));
  };
  controller.resolveHandler = (item) => (item === undefined ? discover() : undefined);
  controller.refreshHandler = discover;
  controller.createRunProfile(
    vscode.l10n.t('Train'),
    vscode.TestRunProfileKind.Run,
    (request, token) => run(services, controller, request, token),
    true,
  );
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.qham', true, true, false);
  context.subscriptions.push(
    controller,
    watcher,
    watcher.onDidDelete((uri) => controller.items.delete(uri.toString())),
    language.onValidated((uri) => void (isListed(uri) && refresh(uri))),
  );
  return undefined;
};

/** Programs in run folders are records, not tests. */
const isListed = (uri: vscode.Uri): boolean => uri.scheme === 'file' && !uri.path.includes('/.qham/');

const rangeOf = ({ start, end }: Range): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

/** Puts file, trains and expectations into the tree; a file that promises nothing is not in it. */
function place(controller: vscode.TestController, uri: vscode.Uri, trains: readonly TrainPlace[]): void {
  const promising = trains.filter(({ expectations }) => expectations.length > 0);
  if (promising.length === 0) {
    controller.items.delete(uri.toString());
    return;
  }
  /** What was there already keeps what became of it; of another label it is another test. */
  const itemOf = (siblings: vscode.TestItemCollection | undefined, id: string, label: string) => {
    const known = siblings?.get(id);
    return known?.label === label ? known : controller.createTestItem(id, label, uri);
  };
  const file = itemOf(controller.items, uri.toString(), vscode.workspace.asRelativePath(uri));
  file.children.replace(
    promising.map(({ name, nameRange, expectations }) => {
      const train = itemOf(file.children, `${uri}#${name}`, name);
      train.range = rangeOf(nameRange);
      train.children.replace(
        expectations.map(({ text, range }, n) => {
          const item = itemOf(train.children, `${uri}#${name}#${n}`, text);
          item.range = rangeOf(range);
          return item;
        }),
      );
      return train;
    }),
  );
  controller.items.add(file);
}

/** The trains that a request is about, each with those of its expectations that were asked for. */
function chosen(
  controller: vscode.TestController,
  { include, exclude }: vscode.TestRunRequest,
): Map<vscode.TestItem, vscode.TestItem[]> {
  const trains = new Map<vscode.TestItem, vscode.TestItem[]>();
  const take = (item: vscode.TestItem): void => {
    if (exclude?.includes(item)) return;
    if (item.children.size > 0) {
      for (const [, child] of item.children) take(child);
      return;
    }
    const train = item.parent;
    if (train && !trains.get(train)?.includes(item)) trains.set(train, [...(trains.get(train) ?? []), item]);
  };
  if (include) include.forEach(take);
  else for (const [, item] of controller.items) take(item);
  return trains;
}

async function run(
  services: Services,
  controller: vscode.TestController,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
): Promise<void> {
  if (!(await mayTrain())) return;
  const testRun = controller.createTestRun(request);
  try {
    const trains = chosen(controller, request);
    for (const expectations of trains.values()) for (const item of expectations) testRun.enqueued(item);
    await Promise.all([...trains].map((entry) => runTrain(services, testRun, token, ...entry)));
  } finally {
    testRun.end();
  }
}

async function runTrain(
  services: Services,
  testRun: vscode.TestRun,
  token: vscode.CancellationToken,
  train: vscode.TestItem,
  expectations: readonly vscode.TestItem[],
): Promise<void> {
  const { runs } = services;
  const uri = train.uri!;
  const skip = () => expectations.forEach((item) => void testRun.skipped(item));
  if (token.isCancellationRequested) return skip();
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isDirty) await document.save();
  const request = { file: uri.fsPath, train: train.label };
  const command = qhamCommand(services, commandLine(request, services.settings()), await directoryOf(uri));
  const started = runs.start(request, command);
  for (const item of expectations) testRun.started(item);
  const cancelled = token.onCancellationRequested(() => runs.stop(started.id));
  try {
    const { state } = await whenOver(runs, started.id);
    const print = (text: string) => testRun.appendOutput(`${text}\r\n`, undefined, train);
    if (state.status === 'stopped') {
      print(vscode.l10n.t('{0} was stopped.', train.label));
      return skip();
    }
    if (state.errors)
      print(
        `${train.label}: ${state.energies.map((e, n) => measuredEnergy(e ?? Number.NaN, state.errors?.[n] ?? null)).join('  ')}`,
      );
    for (const item of expectations) judge(testRun, item, state, state.seconds * 1000);
  } finally {
    cancelled.dispose();
  }
}

/** Shows what became of an expectation. */
function judge(testRun: vscode.TestRun, item: vscode.TestItem, state: Run['state'], duration: number): void {
  const { kind, note, message } = testOutcome(item.label, state, vscode.l10n);
  item.description = note;
  if (kind === 'passed') {
    testRun.passed(item, duration);
    return;
  }
  const shown = new vscode.TestMessage(message);
  if (item.uri && item.range) shown.location = new vscode.Location(item.uri, item.range);
  testRun[kind](item, shown, duration);
}

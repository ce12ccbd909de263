import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { declareSettings, readSettings } from '../../../extension/settings.ts';
import { commandLine } from '../../../extension/training/command-line.ts';
import type { Finding } from '../../../runtime/cli/diagnostics/finding.ts';
import { formatText } from '../../../runtime/cli/diagnostics/text.ts';

const root = join(import.meta.dirname, '../../../extension');
const read = async (path: string) => readFile(join(root, path), 'utf8');
const manifest = JSON.parse(await read('package.json'));
const names = JSON.parse(await read('package.nls.json')) as Record<string, string>;

test('package.json declares the settings as the table has them', () => {
  expect(manifest.contributes.configuration.properties).toEqual(declareSettings());
});

test('every text that package.json refers to is there, and none is left over', () => {
  const used = [...JSON.stringify(manifest).matchAll(/%([\w.]+)%/g)].map(([, name]) => name!);
  expect([...new Set(used)].sort()).toEqual(Object.keys(names).sort());
});

test('every command that is contributed is registered, and the other way round', async () => {
  const files = (await readdir(join(root, 'features'))).map((name) => read(`features/${name}`));
  const source = (await Promise.all(files)).join('\n');
  const registered = [...source.matchAll(/(?:registerCommand\(\s*|^ +)'(qham\.\w+)'(?:,|:)/gm)].map(
    ([, name]) => name!,
  );
  const contributed = manifest.contributes.commands.map(({ command }: { command: string }) => command);
  expect(registered.sort()).toEqual(contributed.sort());
  for (const { category } of manifest.contributes.commands) expect(category).toBe('QHam');
});

test('a command that asks for something is offered where there is something to ask for', () => {
  const { commands, menus } = manifest.contributes as {
    commands: { command: string; enablement?: string }[];
    menus: { commandPalette: { command: string; when: string }[] };
  };
  const hidden = menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command);
  const always = commands.filter(({ command, enablement }) => enablement === undefined && !hidden.includes(command));
  expect(always.map(({ command }) => command.slice('qham.'.length)).sort()).toEqual([
    'chooseDevice',
    'newFromExample',
    'refreshRuns',
    'restartServer',
    'restoreRun',
    'showEnergies',
    'showOutput',
  ]);
});

test('the problem matcher reads what qham check prints', () => {
  const [{ pattern }] = manifest.contributes.problemMatchers;
  const finding: Finding = {
    file: 'a b/o.qham',
    severity: 'error',
    code: 'QH1002',
    message: 'there is no ansatz Gausian',
    hint: '',
    related: [],
    range: { start: { line: 3, column: 5 }, end: { line: 3, column: 12 } },
  };
  const [head] = formatText(finding, new Map(), (_, text) => text).split('\n');
  expect(new RegExp(pattern.regexp).exec(head!)?.slice(1)).toEqual([
    'a b/o.qham',
    '3',
    '5',
    'error',
    'QH1002',
    'there is no ansatz Gausian',
  ]);
});

test('training waits for a trusted workspace, editing does not', () => {
  expect(manifest.capabilities.untrustedWorkspaces.supported).toBe('limited');
});

test('settings are read, and what is not allowed gives the default', () => {
  const given: Record<string, unknown> = { device: 'cuda', threads: -1, 'energies.reveal': 'yes', 'train.patience': 5 };
  const defaults = readSettings(() => undefined);
  expect(readSettings((key) => given[key])).toEqual({ ...defaults, device: 'cuda', 'train.patience': 5 });
  expect(defaults).toMatchObject({ threads: 0, 'energies.reveal': true, 'train.parallel': 1, 'lens.compare': true });
});

test('the settings reach the command line, the defaults are left to the command', () => {
  const request = { file: '/a b/o.qham', train: 'Ground' };
  const always = ['run', '/a b/o.qham', 'Ground', '--events', '--parent-pipe', '--linger', '20'];
  const defaults = readSettings(() => undefined);
  expect(commandLine(request, defaults)).toEqual(always);
  expect(commandLine(request, { ...defaults, device: 'cpu', threads: 3 })).toEqual([
    ...always,
    '--device',
    'cpu',
    '--threads',
    '3',
  ]);
});

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runSuiteInDesktop } from '../vscode/desktop.ts';
import { troubleIn } from '../workbench/mocha-report.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qham-desktop-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that writes down what it was started with, and then does this. */
function program(path: string, then: string): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(
    path,
    `#!${process.execPath}
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
const after = (name) => words.find((word) => word.startsWith(name + '='))?.slice(name.length + 1);
appendFileSync(${JSON.stringify(join(folder, 'started.jsonl'))}, JSON.stringify(words) + '\\n');
${then}
`,
  );
  chmodSync(path, 0o755);
  return path;
}

/** A desktop VS Code as it lies on a Linux: the program, and the command line beside it. */
function desktop(suiteEnds: string): string {
  program(
    join(folder, 'code/bin/code'),
    `mkdirSync(after('--extensions-dir') + '/qham.qham-vscode-0.1.0', { recursive: true });`,
  );
  return program(join(folder, 'code/code'), suiteEnds);
}

const started = (): string[][] =>
  readFileSync(join(folder, 'started.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const run = (executable: string) =>
  runSuiteInDesktop({
    executable,
    vsix: '/made/qham.vsix',
    suite: '/made/suite.cjs',
    report: join(folder, 'report.txt'),
    folder: join(folder, 'own'),
  });

test.skipIf(process.platform === 'win32')('a desktop VS Code gets the package and runs the suite on it', async () => {
  await run(desktop(`writeFileSync(process.env.QHAM_SUITE_REPORT, '3 passed, 0 failed, 0 skipped\\n');`));
  const [installed, tested] = started();
  const own = join(folder, 'own');
  const profile = [`--extensions-dir=${own}/extensions`, `--user-data-dir=${own}/data`];
  expect(installed).toEqual(['--no-sandbox', ...profile, '--install-extension', '/made/qham.vsix']);
  expect(tested![0]).toBe(`${own}/workspace/both.code-workspace`);
  expect(tested).toEqual(
    expect.arrayContaining([
      ...profile,
      '--disable-workspace-trust',
      `--extensionDevelopmentPath=${own}/extensions/qham.qham-vscode-0.1.0`,
      '--extensionTestsPath=/made/suite.cjs',
    ]),
  );
  expect(troubleIn(readFileSync(join(folder, 'report.txt'), 'utf8'))).toBeNull();
});

test.skipIf(process.platform === 'win32')('its own command line may be named instead', async () => {
  const path = program(
    join(folder, 'bin/code'),
    `if (words.includes('--install-extension')) mkdirSync(after('--extensions-dir') + '/qham.qham-vscode-0.1.0', { recursive: true });`,
  );
  await run(path);
  expect(started()).toHaveLength(2);
});

test.skipIf(process.platform === 'win32')('a VS Code that fails is a failure', async () => {
  await expect(run(desktop('process.exit(1);'))).rejects.toThrow('code 1');
});

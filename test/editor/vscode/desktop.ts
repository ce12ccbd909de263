import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { resolveCliPathFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { installedIn } from './extension.ts';
import { twoFolders } from './two-folders.ts';

/** What the suite needs to run in a desktop VS Code. */
export interface DesktopSuite {
  /** The program of the desktop VS Code, as @vscode/test-electron takes it, or its `bin/code`. */
  readonly executable: string;
  readonly vsix: string;
  /** The bundled Mocha suite, and the file that it reports to. */
  readonly suite: string;
  readonly report: string;
  /** An empty folder: its workspace, user data and extensions. */
  readonly folder: string;
}

/**
 * Installs the packaged extension into a profile of its own and runs the suite in that VS Code's extension host.
 * @throws TestRunFailedError if VS Code ends with another code than 0; what the tests found is in the report
 */
export async function runSuiteInDesktop({ executable, vsix, suite, report, folder }: DesktopSuite): Promise<void> {
  const [extensions, data] = ['extensions', 'data'].map((name) => join(folder, name)) as [string, string];
  const workspace = twoFolders(join(folder, 'workspace'));
  const profile = [`--extensions-dir=${extensions}`, `--user-data-dir=${data}`];
  const besides = resolveCliPathFromVSCodeExecutablePath(executable);
  const command = existsSync(besides) ? besides : executable;
  execFileSync(command, ['--no-sandbox', ...profile, '--install-extension', vsix], { stdio: 'pipe' });
  await runTests({
    vscodeExecutablePath: executable,
    // Only an extension under development gives its interface to tests; this one is the installed package.
    extensionDevelopmentPath: installedIn(extensions),
    extensionTestsPath: suite,
    extensionTestsEnv: { QHAM_SUITE_REPORT: report },
    launchArgs: [workspace, ...profile],
  });
}

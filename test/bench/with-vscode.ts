import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChromium } from '../editor/chromium.ts';
import { equip } from '../editor/vscode/extension.ts';
import { installVSCode } from '../editor/vscode/install.ts';
import { RECIPES } from '../editor/vscode/versions.ts';
import { openWorkbench, type Workbench } from '../editor/workbench/workbench.ts';
import { ROOT } from './qham.ts';

/** Else newer versions show the running extensions in a window over everything, from which no command can be chosen. */
const SETTINGS = { 'workbench.editor.useModal': 'off' };

/**
 * Does something in a VS Code of this version with the extension installed from its package and the oscillator example open.
 * @param body also gets the folder that the extension was unpacked to
 */
export async function withVSCode(
  version: string,
  body: (workbench: Workbench, extension: string) => Promise<void>,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const recipe = RECIPES.find(({ vscode }) => vscode === version);
  if (!recipe) throw new Error(`there is no VS Code ${version} to measure in`);
  const folder = mkdtempSync(join(tmpdir(), 'qham-bench-'));
  try {
    const vsix = join(folder, 'qham.vsix');
    execFileSync(process.execPath, [join(ROOT, 'scripts/package.mjs'), '--out', vsix]);
    const vscode = equip(await installVSCode(recipe, join(ROOT, '.cache/vscode')), vsix, folder);
    const browser = await startChromium();
    try {
      const workbench = await openWorkbench(browser, vscode, {
        files: ['examples/oscillator.qham'],
        settings: { ...SETTINGS, ...settings },
      });
      try {
        await body(workbench, vscode.extension);
      } finally {
        await workbench.dispose();
      }
    } finally {
      // A helper process of the browser may be held up by others; nothing waits for it.
      void browser.close();
    }
  } finally {
    rmSync(folder, { recursive: true, maxRetries: 5, retryDelay: 100 });
  }
}

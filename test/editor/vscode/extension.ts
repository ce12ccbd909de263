import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { InstalledVSCode } from './install.ts';

/** A VS Code server with the packaged extension installed into it. */
export interface EquippedVSCode extends InstalledVSCode {
  /** Where its extensions are. */
  readonly extensions: string;
  /** Where the packaged extension was unpacked to. */
  readonly extension: string;
}

/** Installs a packaged extension as a user does, into a folder of its own. @throws Error where VS Code refuses it */
export function equip(vscode: InstalledVSCode, vsix: string, folder: string): EquippedVSCode {
  const extensions = join(folder, `extensions-${vscode.version}`);
  execFileSync(
    vscode.node,
    [
      vscode.main,
      ...['--install-extension', vsix, '--extensions-dir', extensions],
      ...['--server-data-dir', join(folder, 'data'), '--accept-server-license-terms'],
    ],
    { env: { ...process.env, EXTENSIONS_GALLERY: '{}' }, stdio: 'pipe' },
  );
  return { ...vscode, extensions, extension: installedIn(extensions) };
}

/** Folder of the only extension that is installed there. */
export function installedIn(extensions: string): string {
  mkdirSync(extensions, { recursive: true });
  const found = readdirSync(extensions).filter((name) => name.startsWith('qham.qham-vscode-'));
  if (found.length !== 1) throw new Error(`the extension was unpacked ${found.length} times in ${extensions}`);
  return join(extensions, found[0]!);
}

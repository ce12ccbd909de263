import { existsSync } from 'node:fs';
import type * as vscode from 'vscode';

/** Programs that the extension starts: where its package has them, and where a checkout builds them. */
const PARTS = {
  languageServer: ['dist/language-server.cjs', '../language-server/dist/main.cjs'],
  qham: ['dist/runtime/qham.mjs', '../runtime/dist/qham.mjs'],
} as const;

/** Path of a program that comes with the extension. It is started even if it is not there, so that its absence is reported in one way. */
export function partPath(context: vscode.ExtensionContext, part: keyof typeof PARTS): string {
  const [packaged, built] = PARTS[part].map((path) => context.asAbsolutePath(path)) as [string, string];
  return existsSync(packaged) || !existsSync(built) ? packaged : built;
}

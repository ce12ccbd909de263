import type * as vscode from 'vscode';
import type { Shown } from '../energies/shown.ts';
import type { Language } from '../language/language.ts';
import type { RunList } from '../runs/run-list.ts';
import type { Settings } from '../settings.ts';
import type { Runs } from '../training/runs.ts';

/** What every feature can use. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  /** The runs that this window has started, follows or shows. */
  readonly runs: Runs;
  /** All runs below the open folders, as the disk has them. */
  readonly stored: RunList;
  readonly shown: Shown;
  readonly language: Language;
  /** The settings as they are now. */
  settings(): Settings;
}

/**
 * One feature of the extension. What it registers goes into `context.subscriptions`.
 * If it returns a function, that is awaited when the extension is deactivated.
 */
export type Feature = (services: Services) => undefined | (() => Promise<void>);

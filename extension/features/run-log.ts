import * as vscode from 'vscode';
import type { Remark } from '../training/remark.ts';
import type { Feature } from './feature.ts';

/** What comes again and again while a run goes on, and is in its folder too. */
const FREQUENT: readonly string[] = ['step', 'evaluation', 'shapes'];

/** Writes what the runs say into the output channel, and shows that on command. */
export const runLog: Feature = ({ context, log, runs }) => {
  context.subscriptions.push(
    vscode.commands.registerCommand('qham.showOutput', () => log.show(true)),
    runs.onRemark((remark) => write(log, remark)),
  );
  return undefined;
};

function write(log: vscode.LogOutputChannel, remark: Remark): void {
  // A thousand of them a second are put into words only where they are read.
  if (remark.kind === 'event' && FREQUENT.includes(remark.event.type) && log.logLevel !== vscode.LogLevel.Trace) return;
  const name = `${remark.run.state.train} (${remark.run.id})`;
  switch (remark.kind) {
    case 'event':
      if (FREQUENT.includes(remark.event.type)) log.trace(name, JSON.stringify(remark.event));
      else log.info(name, JSON.stringify(remark.event));
      return;
    case 'garbage':
      log.warn(name, vscode.l10n.t('not an event: {0}', remark.line));
      return;
    case 'error-output':
      log.info(name, remark.line);
      return;
    case 'end':
      log.info(name, remark.run.state.status, remark.run.state.trouble ? JSON.stringify(remark.run.state.trouble) : '');
  }
}

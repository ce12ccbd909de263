import * as vscode from 'vscode';
import { batchEnergy } from '../training/energy-text.ts';
import type { RunState } from '../training/run-state.ts';
import type { Feature } from './feature.ts';

/** Milliseconds between two texts: a number that changes faster cannot be read. */
const PAUSE = 500;

/** While a training goes on, its lowest energy and progress in the status bar; a click shows the Energies view. */
export const statusBar: Feature = ({ context, runs }) => {
  const item = vscode.window.createStatusBarItem('qham.training', vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('QHam: Training');
  item.command = 'qham.showEnergies';
  let pause: NodeJS.Timeout | null = null;

  const show = () => {
    const active = runs.active;
    if (active === undefined) {
      item.hide();
      return;
    }
    item.text = text(active.state);
    item.tooltip = vscode.l10n.t('Show the energies of {0}', active.state.train);
    item.show();
  };
  const changes = runs.onChange(() => {
    if (runs.active === undefined) show();
    if (pause !== null) return;
    show();
    pause = setTimeout(() => {
      pause = null;
      show();
    }, PAUSE);
  });
  context.subscriptions.push(item, changes, { dispose: () => pause !== null && clearTimeout(pause) });
  return undefined;
};

function text(state: RunState): string {
  const lowest = state.energies[0];
  const energy = lowest === undefined ? '' : ` ${batchEnergy(lowest)}`;
  const done = state.evaluated ?? (state.steps > 0 ? state.step / state.steps : 0);
  return `$(pulse) ${state.train}${energy} · ${Math.floor(done * 100)} %`;
}

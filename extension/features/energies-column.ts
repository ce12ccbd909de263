import * as vscode from 'vscode';
import { energiesTexts } from '../energies/texts.ts';
import type { Services } from './feature.ts';

const VIEW = 'qham.energiesColumn';

/** The Energies view in a column of editors, in place of the side bar. */
export interface EnergiesColumn {
  /** Brings it to the front; false where it is not in a column. */
  reveal(preserveFocus: boolean): boolean;
  /** Moves the view into a column beside the text; closing that moves it back. */
  open(): void;
}

/**
 * Lets the Energies view live in a column of editors, which VS Code itself cannot move a view of a side bar to.
 * @param draw fills the column, as it fills the view of the side bar
 */
export function energiesColumn({ context }: Services, draw: (panel: vscode.WebviewPanel) => void): EnergiesColumn {
  let panel: vscode.WebviewPanel | null = null;
  const fill = (made: vscode.WebviewPanel) => {
    panel = made;
    made.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media/qham.svg');
    draw(made);
    // While it is here the side bar does not show it a second time.
    const tell = (here: boolean) => void vscode.commands.executeCommand('setContext', 'qham.energiesInColumn', here);
    tell(true);
    made.onDidDispose(() => {
      if (panel === made) panel = null;
      tell(panel !== null);
    });
  };
  const reveal = (preserveFocus: boolean) => {
    panel?.reveal(undefined, preserveFocus);
    return panel !== null;
  };
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(VIEW, {
      deserializeWebviewPanel: async (restored) => fill(restored),
    }),
  );
  return {
    reveal,
    open() {
      if (reveal(false)) return;
      const title = energiesTexts(vscode.l10n).energy;
      fill(vscode.window.createWebviewPanel(VIEW, title, vscode.ViewColumn.Beside, {}));
    },
  };
}

import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { TrainPlace } from '../language/trains.ts';
import { runsOfTrain } from '../runs/of-train.ts';
import { goesOn, standing } from '../runs/run-status.ts';
import { type LiveEnergies, type LiveTexts, liveEnergy } from '../training/live-energy.ts';
import type { Feature, Services } from './feature.ts';

/** Milliseconds between two texts: a number that changes faster cannot be read. */
const PAUSE = 500;

/** At the end of every `train` line the energies of its latest run; grey when the text has changed since. */
export const liveEnergies: Feature = (services) => {
  const { context, runs, stored, language } = services;
  const style = (color: string) =>
    vscode.window.createTextEditorDecorationType({
      // After the last character of a line nothing can be moved by it.
      after: { color: new vscode.ThemeColor(color), margin: '0 0 0 3ch', fontStyle: 'normal' },
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
    });
  const fresh = style('descriptionForeground');
  const stale = style('disabledForeground');
  let pause: NodeJS.Timeout | null = null;
  const draw = async () => {
    for (const editor of vscode.window.visibleTextEditors.filter(({ document }) => document.languageId === 'qham')) {
      const [now, before] = services.settings()['energies.inEditor']
        ? await linesOf(services, editor.document)
        : [[], []];
      editor.setDecorations(fresh, now);
      editor.setDecorations(stale, before);
    }
  };
  const soon = () => {
    pause ??= setTimeout(() => {
      pause = null;
      void draw();
    }, PAUSE);
  };
  context.subscriptions.push(
    fresh,
    stale,
    runs.onChange(soon),
    stored.onChange(soon),
    language.onValidated(soon),
    vscode.window.onDidChangeVisibleTextEditors(soon),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('qham.energies') && soon()),
    { dispose: () => pause !== null && clearTimeout(pause) },
  );
  soon();
  return undefined;
};

type Lines = [fresh: vscode.DecorationOptions[], stale: vscode.DecorationOptions[]];

async function linesOf(services: Services, document: vscode.TextDocument): Promise<Lines> {
  const { trains } = await services.language.trainsOf(document);
  const hash = createHash('sha256').update(document.getText()).digest('hex');
  const lines: Lines = [[], []];
  for (const train of trains) {
    const latest = latestOf(services, document.uri.fsPath, train);
    const text = latest === null ? '' : liveEnergy(latest.energies, texts());
    if (latest === null || text === '') continue;
    const end = document.lineAt(Math.min(train.nameRange.start.line, document.lineCount - 1)).range.end;
    const old = latest.hash !== '' && latest.hash !== hash;
    lines[old ? 1 : 0].push({
      range: new vscode.Range(end, end),
      renderOptions: { after: { contentText: text } },
      hoverMessage: old ? vscode.l10n.t('The text has changed since this was trained.') : undefined!,
    });
  }
  return lines;
}

/** The newest run of a train that has energies, and the hash of the text that it was started from. */
function latestOf(
  { runs, stored }: Services,
  file: string,
  { name }: TrainPlace,
): { energies: LiveEnergies; hash: string } | null {
  const { all } = runsOfTrain(stored.all, runs.all, file, name);
  for (const item of all) {
    const hash = item.stored?.experiment?.source.hash ?? '';
    const live = item.run?.state;
    if (live && live.energies.length > 0) return { energies: live, hash };
    if (goesOn(standing(item))) continue;
    if (item.stored && item.stored.energies.length > 0) return { energies: item.stored, hash };
  }
  return null;
}

const texts = (): LiveTexts => ({
  from: { exact: vscode.l10n.t('{0}σ from exact', '{0}'), expected: vscode.l10n.t('{0}σ from expected', '{0}') },
});

import * as vscode from 'vscode';
import { batchEnergy, measuredEnergy } from '../training/energy-text.ts';
import type { Feature } from './feature.ts';

const SELECTOR: vscode.DocumentSelector = { language: 'qham' };

/** What VS Code shows at `{}` beside the name of the language: device, units, and the last run. */
export const languageStatus: Feature = (services) => {
  const { context, runs, stored, language } = services;
  const item = (id: string, name: string) => {
    const made = vscode.languages.createLanguageStatusItem(`qham.${id}`, SELECTOR);
    made.name = name;
    return made;
  };
  const device = item('device', vscode.l10n.t('QHam Device'));
  device.detail = vscode.l10n.t('device to train on');
  device.command = { command: 'qham.chooseDevice', title: vscode.l10n.t('Choose…') };
  const units = item('units', vscode.l10n.t('QHam Units'));
  units.detail = vscode.l10n.t('units of this file');
  const last = item('lastRun', vscode.l10n.t('QHam Last Run'));
  const showDevice = () => {
    device.text = services.settings().device;
  };
  const showUnits = async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== 'qham') return;
    units.text = (await language.trainsOf(document)).units || vscode.l10n.t('none');
  };
  const showLast = () => {
    const run = stored.all[0];
    last.busy = runs.training.length > 0;
    if (run === undefined) {
      last.text = vscode.l10n.t('no runs yet');
      return;
    }
    const [energy] = run.energies;
    const number =
      energy === undefined || energy === null || run.errors === null
        ? batchEnergy(energy ?? null)
        : measuredEnergy(energy, run.errors[0] ?? null);
    last.text = `${run.train} ${number}`;
    last.detail = vscode.l10n.t('last run');
    last.command = { command: 'qham.showRun', title: vscode.l10n.t('Show'), arguments: [run.path] };
  };
  let training = 0;
  context.subscriptions.push(
    device,
    units,
    last,
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('qham.device') && showDevice()),
    language.onValidated(() => void showUnits()),
    vscode.window.onDidChangeActiveTextEditor(() => void showUnits()),
    stored.onChange(showLast),
    runs.onStanding(() => {
      if (runs.training.length === training) return;
      training = runs.training.length;
      showLast();
    }),
  );
  showDevice();
  void showUnits();
  showLast();
  return undefined;
};

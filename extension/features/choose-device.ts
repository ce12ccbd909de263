import * as vscode from 'vscode';
import type { Settings } from '../settings.ts';
import type { Feature } from './feature.ts';

/** Lets the user choose where trainings go; written into the settings that say it now, which are those of this machine or this workspace. */
export const chooseDevice: Feature = ({ context, settings }) => {
  const devices: Record<Settings['device'], string> = {
    auto: vscode.l10n.t('the fastest that this machine has'),
    cpu: vscode.l10n.t('all cores, with ONNX Runtime'),
    webgpu: vscode.l10n.t('any GPU, through WebGPU'),
    cuda: vscode.l10n.t('an NVIDIA GPU, with CUDA'),
    tensorflow: vscode.l10n.t('TensorFlow.js'),
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('qham.chooseDevice', async (device?: unknown) => {
      const given = Object.keys(devices).find((name) => name === device);
      const items = Object.entries(devices).map(([label, description]) => ({
        label,
        description,
        picked: label === settings().device,
      }));
      const chosen =
        given ??
        (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Device to train on') }))?.label;
      if (chosen === undefined) return;
      const section = vscode.workspace.getConfiguration('qham');
      // Elsewhere what the workspace says would hide the choice.
      const { Global, Workspace } = vscode.ConfigurationTarget;
      const target = section.inspect('device')?.workspaceValue === undefined ? Global : Workspace;
      await section.update('device', chosen, target);
    }),
  );
  return undefined;
};

import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { equipment } from '../equipment.ts';
import { goToLine } from './quick-input.ts';
import { stepsIn } from './steps.ts';

const { vscodes, web } = equipment();

describe('in a browser without a machine behind it', () => {
  const step = stepsIn(vscodes.findLast(({ installed }) => installed !== null) ?? { installed: null }, {
    files: ['examples/nuclei.qham'],
    extension: web,
  });

  step('the definition of a constant of the library can be read', async (workbench) => {
    const { page, file } = workbench;
    await workbench.lens('Train').first().waitFor();
    const lines = (await readFile(file, 'utf8')).split('\n');
    const line = lines.findIndex((text) => text.includes('(2*mN)'));
    await goToLine(page, line + 1);
    await page.keyboard.press('Home');
    for (let i = 0; i < lines[line]!.trimStart().indexOf('mN'); i++) await page.keyboard.press('ArrowRight');
    await workbench.command('Go to Definition');
    await page.locator('.tab', { hasText: 'constants.qham' }).waitFor();
    await page.locator('.view-line', { hasText: 'The mass of a nucleon' }).first().waitFor();
  });

  step('files are checked by the server in a worker, and training says why it is not there', async (workbench) => {
    const { page } = workbench;
    await page.locator('.tab', { hasText: 'nuclei.qham' }).click();
    await workbench.lens('Train').first().waitFor();
    const focused = async () => {
      await page.locator('.editor-instance .view-lines').first().click();
      return page.locator('.editor-instance .monaco-editor.focused').count();
    };
    await expect.poll(focused).toBe(1);
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText('hamiltonian Oops { H = }\n');
    await page.locator('.squiggly-error').first().waitFor();
    await workbench.command('QHam: Train…');
    await page.getByText('A browser cannot start programs').first().waitFor();
    expect([...workbench.otherHosts]).toEqual([]);
  });
});

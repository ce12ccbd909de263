import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { equipment } from '../equipment.ts';
import { frameWith } from './frame-with.ts';
import { pick } from './quick-input.ts';
import { stepsIn } from './steps.ts';
import { TRAINING } from './training-time.ts';

const EXAMPLE = 'oscillator.qham';

describe.each(equipment().vscodes)('in VS Code $version, the walkthrough', (vscode) => {
  const step = stepsIn(vscode, { files: [], size: { width: 1600, height: 900 } });

  step('leads in three steps to a trained oscillator, and ticks each off', async (workbench) => {
    const { page, folder } = workbench;
    const steps = page.locator('.getting-started-step');
    const done = () => steps.evaluateAll((found) => found.map((step) => step.querySelector('.complete') !== null));
    const press = async (id: string, button: string) => {
      const step = steps.filter({ has: page.locator(`[x-step-title-for$="#${id}"]`) });
      await step.locator('.step-title').click();
      await step.getByRole('button', { name: button, exact: true }).click();
    };
    await workbench.command('Welcome: Open Walkthrough...');
    await pick(page, 'Train a wave function');
    await expect.poll(done).toEqual([false, false, false]);
    await press('open', 'New from Example');
    await pick(page, EXAMPLE);
    await expect.poll(done).toEqual([true, false, false]);
    await workbench.lens('▶ Train').first().waitFor();
    const root = join(import.meta.dirname, '../../../examples');
    expect(await readFile(join(folder, EXAMPLE), 'utf8')).toBe(await readFile(join(root, EXAMPLE), 'utf8'));
    // The walkthrough stays in sight beside the file.
    await press('train', 'Train');
    await pick(page, 'Ground');
    await expect.poll(done).toEqual([true, true, false]);
    // The walkthrough's own page is one of an extension too.
    const energies = await frameWith(page, '.status[data-status]');
    await energies.locator('[data-status=finished]').waitFor({ timeout: TRAINING });
    expect(await energies.locator('h1').textContent()).toBe('Ground');
    expect(await energies.locator('.expectations li').getAttribute('data-verdict')).toBe('pass');
    await expect.poll(done).toEqual([true, true, true]);
    await press('watch', 'Show Energies');
    await energies.locator('h1', { hasText: 'Ground' }).waitFor();
  });
});

/** What keys, menus and the two views beside the text do, and what the text itself shows of its runs. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { equipment } from '../equipment.ts';
import { frameWith } from './frame-with.ts';
import { problemsIn } from './problems-in.ts';
import { trainingsBelow } from './processes.ts';
import { choices, goToLine, offered, openFile, pick } from './quick-input.ts';
import { runsIn } from './runs-in.ts';
import { stepsIn } from './steps.ts';
import type { Workbench } from './workbench.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');

describe.each(equipment().vscodes)('in VS Code $version, keys and menus', (vscode) => {
  const step = stepsIn(vscode, {
    files: ['test/editor/fixtures/steering.qham'],
    size: { width: 1360, height: 1000 },
    // Hints in the text come when they are ready, and move it.
    settings: { 'workbench.sideBar.location': 'right', 'editor.inlayHints.enabled': 'off' },
  });

  step('the button at the title asks what to train', async (workbench) => {
    const { page } = workbench;
    await workbench.command('QHam: Show Energies');
    await workbench.lens('▶ Train').first().waitFor();
    const aboutRuns = async () => (await offered(page, '>QHam: Re', 'QHam: Refresh Runs')).filter(isAboutRuns);
    expect(await aboutRuns()).toEqual([]);
    const before = await placesOf(workbench);
    await page.locator('.editor-actions .action-label.codicon-play').click();
    await pick(page, 'Short');
    await expect.poll(() => runsIn(page)).toContainEqual(expect.stringMatching(/^Short, finished, passed/));
    await expect.poll(() => energyAt(workbench, 'Short')).toMatch(/^E = 0\.\d+\(\d+\)\s+✓ \d+\.\dσ from exact$/);
    expect(await placesOf(workbench)).toEqual(before);
    expect((await aboutRuns()).sort()).toEqual(ABOUT_RUNS);
  });

  step('the energy is grey where the text has changed since', async (workbench) => {
    const { page } = workbench;
    const colour = () => energyAt(workbench, 'Short', 'color');
    await expect.poll(colour).toBe(await themeColour(workbench, 'descriptionForeground'));
    const written = await energyAt(workbench, 'Short');
    await goTo(workbench, 1);
    await page.keyboard.press('End');
    await page.keyboard.type(' Changed.');
    await expect.poll(colour).toBe(await themeColour(workbench, 'disabledForeground'));
    expect(await energyAt(workbench, 'Short')).toBe(written);
    await workbench.command('File: Revert File');
    await expect.poll(colour).toBe(await themeColour(workbench, 'descriptionForeground'));
  });

  step('a point of the curve leads to the phase that was active then', async (workbench) => {
    const { energies } = workbench;
    await energies.locator('.status[data-status=finished]').waitFor();
    const chart = energies.locator('.canvas');
    for (const [part, phase] of [
      [0.3, 'phase first'],
      [0.9, 'phase second'],
    ] as const) {
      const { width, height } = (await chart.boundingBox())!;
      await chart.click({ position: { x: part * width, y: height / 2 } });
      await expect.poll(() => selectionIn(workbench)).toBe(`Ln ${await lineOf(workbench, phase)}, Col 3`);
    }
  });

  step('the status of the language has device, units and the last run', async (workbench) => {
    const { page } = workbench;
    const rows = page.locator('.hover-language-status .element');
    const shown = async () => {
      if ((await rows.count()) === 0) await page.locator('[id="status.languageStatus"]').hover();
      return rows.allTextContents();
    };
    const states = (device: string) => [
      expect.stringMatching(new RegExp(`^${device}.*device to train on.*Choose…`)),
      expect.stringMatching(/^oscillator.*units of this file/),
      expect.stringMatching(/^Short 0\.\d+\(\d+\).*last run.*Show/),
    ];
    await expect.poll(shown).toEqual(expect.arrayContaining(states('auto')));
    // What hovers goes when the mouse moves: it is pressed in the turn of the page that finds it there.
    const press = async (word: string) => {
      await shown();
      return rows.locator('a').evaluateAll((links: HTMLElement[], text) => {
        const link = links.find(({ textContent }) => textContent === text);
        link?.click();
        return link !== undefined;
      }, word);
    };
    await expect.poll(() => press('Choose…')).toBe(true);
    await pick(page, /^cpu$/);
    await expect.poll(shown).toEqual(expect.arrayContaining(states('cpu')));
  });

  step('the menu and a key train what the cursor is in, another key stops that', async (workbench) => {
    const { page, server } = workbench;
    const line = await lineOf(workbench, 'train Endless');
    const starts: (() => Promise<void>)[] = [
      async () => {
        await workbench.command('Show Editor Context Menu');
        // A menu that has just opened ignores the mouse, for which it may have opened under the pointer; not the keys.
        await page.getByRole('menuitem', { name: 'Train at the Cursor' }).hover();
        await page.keyboard.press('Enter');
      },
      () => page.keyboard.press('Control+Alt+t'),
    ];
    for (const start of starts) {
      await goTo(workbench, line);
      const before = await placesOf(workbench);
      await start();
      await expect.poll(() => runsIn(page)).toContainEqual(expect.stringMatching(/^Endless, training/));
      expect(trainingsBelow(server.pid)).toHaveLength(1);
      await expect.poll(() => energyAt(workbench, 'Endless')).toMatch(/^E = \d\.\d+$/);
      expect(await placesOf(workbench)).toEqual(before);
      await page.keyboard.press('Control+Alt+.');
      await expect.poll(() => trainingsBelow(server.pid)).toEqual([]);
      await expect.poll(() => runsIn(page)).not.toContainEqual(expect.stringMatching(/training|stopping/));
      expect(await placesOf(workbench)).toEqual(before);
    }
  });

  step('where the cursor is in no train, the key asks which', async (workbench) => {
    const { page, server } = workbench;
    await goTo(workbench, await lineOf(workbench, 'ansatz'));
    await page.keyboard.press('Control+Alt+t');
    await expect.poll(() => choices(page)).toEqual(['Short', 'Endless']);
    await page.keyboard.press('Escape');
    expect(trainingsBelow(server.pid)).toEqual([]);
  });

  step('formulas and text lead to each other, and are copied as LaTeX', async (workbench) => {
    const { page } = workbench;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('.editor-actions .action-label.codicon-symbol-operator').click();
    const typeset = await frameWith(page, '.typeset .rows svg');
    const row = (text: string) => typeset.locator('.rows li', { has: typeset.locator(`svg[aria-label^="${text}"]`) });
    await goTo(workbench, await lineOf(workbench, 'psi ='));
    await expect.poll(() => row('psi').getAttribute('class')).toContain('current');
    // From the end of a line that is longer than the editor is wide.
    await goTo(workbench, 1);
    await page.keyboard.press('End');
    await expect.poll(() => beginningsInSight(workbench)).toBe(false);
    // Not with the mouse: the page that is pressed may take the focus after the editor has got it.
    await row('H = ').locator('.show').dispatchEvent('click');
    const hamiltonian = await lineOf(workbench, 'H = ');
    const text = (await linesOf(workbench))[hamiltonian - 1]!.trim();
    await expect.poll(() => selectionIn(workbench)).toBe(`Ln ${hamiltonian}, Col 3 (${text.length} selected)`);
    await expect.poll(() => beginningsInSight(workbench)).toBe(true);
    await expect.poll(() => row('H = ').getAttribute('class')).toContain('current');
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await row('H = ').locator('.copy').dispatchEvent('click');
    await expect.poll(clipboard).toMatch(/^H = .*\\nabla/);
    await typeset.getByRole('button', { name: 'Copy the whole file as LaTeX' }).dispatchEvent('click');
    await expect.poll(clipboard).toMatch(/\\nabla[\s\S]*\\psi/);
  });

  step('a finding of a task and of the language server is one problem', async (workbench) => {
    const { page, folder } = workbench;
    const check = async (file: string) => {
      await workbench.command('Tasks: Run Build Task');
      await pick(page, `check ${file}`);
    };
    const sum = (source: string) => expect.stringMatching(`^an energy plus a length.*${source}\\W?QH0205`);
    // Signs of one, two and four bytes stand before the name that there is not.
    const name = expect.stringMatching(/^no ansatz is named ‘Gausian’.*qham\W?QH0101.*Ln 19, Col 31/);
    const units = expect.stringMatching(/^.*‘oscilator’.*qham/);
    for (const file of ['misspelt.qham', 'double-well.qham']) await cp(join(FIXTURES, file), join(folder, file));
    await writeFile(join(folder, 'other.qham'), 'units oscilator\n');
    await openFile(page, 'misspelt.qham');
    await expect.poll(() => problemsIn(workbench)).toEqual([sum('qham'), name, units]);
    // The file is open: the server's finding stays, which goes while one types.
    await check('misspelt.qham');
    await page.locator('.single-terminal-tab .codicon-error').waitFor();
    // This one is not: the task's, which has looked at more; and what the server says of a third one stays.
    await check('double-well.qham');
    await expect.poll(() => problemsIn(workbench)).toEqual([sum('QHam'), name, units]);
    await openFile(page, 'double-well.qham');
    await expect.poll(() => problemsIn(workbench)).toEqual([sum('qham'), name, units]);
  });
});

const linesOf = async ({ file }: Workbench): Promise<string[]> => (await readFile(file, 'utf8')).split('\n');

/** Number of the line, from 1, that begins so. */
async function lineOf(workbench: Workbench, begin: string): Promise<number> {
  const line = (await linesOf(workbench)).findIndex((text) => text.trimStart().startsWith(begin));
  if (line < 0) throw new Error(`no line begins with ${begin}`);
  return line + 1;
}

async function goTo(workbench: Workbench, line: number): Promise<void> {
  await goToLine(workbench.page, line);
  await expect.poll(() => selectionIn(workbench)).toContain(`Ln ${line},`);
}

/** Where the cursor is and how much is selected, as the status bar says. */
const selectionIn = async ({ page }: Workbench): Promise<string> =>
  (await page.locator('[id="status.editor.selection"]').textContent()) ?? '';

const trainLine = ({ page }: Workbench, train: string) =>
  page.locator('.view-line', { hasText: new RegExp(`^train\\s${train}\\s`) });

/** What stands behind the line of a train without being text, or its colour; empty where there is nothing. */
function energyAt(workbench: Workbench, train: string, what: 'content' | 'color' = 'content'): Promise<string> {
  return trainLine(workbench, train)
    .locator('span')
    .evaluateAll((spans, property) => {
      const after = spans.map((span) => getComputedStyle(span, '::after')).find(({ content }) => content !== 'none');
      return (after?.[property] ?? '').replaceAll('"', '');
    }, what);
}

/** A colour of the theme, as the browser computes it. */
function themeColour({ page }: Workbench, name: string): Promise<string> {
  return page.evaluate((variable) => {
    const sample = document.createElement('span');
    sample.style.color = `var(${variable})`;
    document.querySelector('.monaco-workbench')!.append(sample);
    const { color } = getComputedStyle(sample);
    sample.remove();
    return color;
  }, `--vscode-${name}`);
}

/** Where each character of each line in sight stands, from the corner of the text. */
function placesOf({ page }: Workbench): Promise<number[][]> {
  return page.locator('.editor-instance .view-lines').evaluate((lines) => {
    const corner = lines.getBoundingClientRect();
    const texts = document.createTreeWalker(lines, NodeFilter.SHOW_TEXT);
    const places: number[][] = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode())
      for (let at = 0; at < node.textContent!.length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const { x, y } = range.getBoundingClientRect();
        places.push([Math.round(x - corner.x), Math.round(y - corner.y)]);
      }
    return places.sort(([x = 0, y = 0], [otherX = 0, otherY = 0]) => y - otherY || x - otherX);
  });
}

/** Whether the lines are seen from their first character on. */
const beginningsInSight = ({ page }: Workbench): Promise<boolean> =>
  page.locator('.editor-instance .view-lines').evaluate((lines) => {
    const editor = lines.closest('.monaco-scrollable-element')!;
    return lines.getBoundingClientRect().x >= editor.getBoundingClientRect().x;
  });

/** Those of the commands that begin with `Re` that ask for a run. */
const ABOUT_RUNS = ['QHam: Rename Run…', 'QHam: Resume', 'QHam: Reveal Run Folder'];
const isAboutRuns = (label: string): boolean => ABOUT_RUNS.includes(label);

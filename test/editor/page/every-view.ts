import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { comparison } from '../../../extension/compare/comparison.ts';
import { receiveFromCompare } from '../../../extension/compare/protocol.ts';
import { compareTexts } from '../../../extension/compare/texts.ts';
import type { Localization } from '../../../extension/energies/translate.ts';
import type { Received } from '../../../extension/protocol.ts';
import { readStoredRun } from '../../../extension/runs/stored-run.ts';
import type { Runs } from '../../../extension/training/runs.ts';
import { parseTypeset, receiveFromTypeset, TYPESET_REQUEST } from '../../../extension/typeset/protocol.ts';
import { typesetTexts } from '../../../extension/typeset/texts.ts';
import { connect } from '../../language-server/client.ts';
import { result } from '../../runtime/store/sample.ts';
import { makeRun, workspace } from '../fixtures/run-folders.ts';
import { startFixture, whenOver } from '../fixtures/start.ts';
import type { ThemeFixture } from '../fixtures/themes.ts';
import { openPage, openView } from './open-view.ts';

/** A view with something in it. */
export interface FilledView {
  readonly page: Page;
  readonly faults: readonly string[];
  /** Everything that the host has sent, texts aside. */
  readonly sent: readonly unknown[];
}

interface Setting {
  readonly browser: Browser;
  readonly runs: Runs;
  readonly theme: ThemeFixture;
  readonly l10n: Localization;
}

const EXAMPLE = join(import.meta.dirname, '../../../examples/oscillator.qham');

/** Every view of the extension, filled, each in a page of its own. */
export const FILLED: Readonly<Record<string, (setting: Setting) => Promise<FilledView>>> = {
  'energies of a run that goes on': async (setting) => {
    startFixture(setting.runs, 'trains', { environment: { UNTIL: 'training', PHASES: '2' } });
    const view = await energies(setting);
    await view.page.locator('dd', { hasText: '400 / 400' }).waitFor();
    return view;
  },
  'energies of a result': async (setting) => {
    startFixture(setting.runs, 'trains', { environment: { STATES: '5', PHASES: '2' } });
    const view = await energies(setting);
    await view.page.locator('.status[data-status=finished]').waitFor();
    return view;
  },
  'energies of a run that failed': async (setting) => {
    startFixture(setting.runs, 'crashes');
    const view = await energies(setting);
    // Not the empty frame in which the run is not written yet.
    await view.page.locator('.problem h2').waitFor();
    return view;
  },
  'energies before there is a run': async (setting) => {
    const view = await energies(setting);
    await view.page.locator('.empty').waitFor();
    return view;
  },
  comparison: compare,
  'file as physics': typeset,
};

async function energies({ browser, runs, theme, l10n }: Setting): Promise<FilledView> {
  const { page, faults, updates } = await openView(browser, runs, theme, { width: 420, height: 760 }, l10n);
  return { page, faults, sent: updates };
}

async function compare(setting: Setting): Promise<FilledView> {
  const { runs: root } = workspace();
  const paths = [
    await makeRun(root, { steps: 40, ending: result(40) }),
    await makeRun(root, { steps: 30, ending: result(30), change: (same) => ({ ...same, seed: 7 }) }),
  ];
  const compared = await Promise.all(
    paths.map(async (path) => {
      const stored = await readStoredRun(path);
      const request = { file: stored.file, train: stored.train };
      const { id } = setting.runs.open({ path, request, created: new Date(0), going: false });
      return { stored, run: await whenOver(setting.runs, id) };
    }),
  );
  const data = comparison(compared, ({ train }) => train);
  return filled(setting, 'compare', compareTexts(setting.l10n), receiveFromCompare, [data], '.energies tbody tr');
}

async function typeset(setting: Setting): Promise<FilledView> {
  const { client } = await connect();
  const { rows: all } = parseTypeset(
    await client.request(TYPESET_REQUEST, await client.open(readFileSync(EXAMPLE, 'utf8'))),
  );
  await client.close();
  // Hamiltonian, ansatz and schedule: there is nothing else in the rest.
  const rows = all.slice(0, 14);
  const data = [
    { type: 'file', name: 'oscillator.qham', rows, broken: [rows[2]!.range.start.line] },
    { type: 'cursor', position: rows[1]!.range.start },
  ];
  return filled(setting, 'typeset', typesetTexts(setting.l10n), receiveFromTypeset, data, '.rows svg');
}

async function filled(
  { browser, theme }: Setting,
  view: 'compare' | 'typeset',
  texts: object,
  receive: (value: unknown) => Received<{ type: string }>,
  sent: readonly object[],
  shown: string,
): Promise<FilledView> {
  const opened = await openPage(browser, theme, { width: 640, height: 760 }, view, texts, (value) => {
    const received = receive(value);
    if (!received.ok) return received.error;
    const { message } = received;
    if (message.type === 'ready') for (const one of sent) opened.send(one);
    return message.type === 'fault' ? JSON.stringify(message) : null;
  });
  await opened.load();
  await opened.page.locator(shown).first().waitFor();
  return { page: opened.page, faults: opened.faults, sent };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { describeRun } from '../../../extension/energies/describe.ts';
import { Follower } from '../../../extension/energies/follower.ts';
import { viewPage } from '../../../extension/energies/page.ts';
import { energiesTexts } from '../../../extension/energies/texts.ts';
import type { Localization } from '../../../extension/energies/translate.ts';
import { type FromView, receiveFromView, type ToView } from '../../../extension/protocol.ts';
import type { Runs } from '../../../extension/training/runs.ts';
import { HANG } from '../chromium.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';
import type { ThemeFixture } from '../fixtures/themes.ts';

const DIST = join(import.meta.dirname, '../../../extension/dist');
/** The page is answered by the test itself; nothing listens there. */
const ORIGIN = 'http://energies.test';

/** The built view in a page, with the real host side behind it. */
export interface OpenView extends Omit<OpenPage, 'send' | 'load'> {
  /** Every message of the view, oldest first. */
  readonly messages: readonly FromView[];
  /** Every update that went to the view. */
  readonly updates: readonly ToView[];
}

/** Opens the view on these runs as VS Code does, in a window of this size. */
export async function openView(
  browser: Browser,
  runs: Runs,
  theme: ThemeFixture,
  size = { width: 420, height: 760 },
  l10n: Localization = plainEnglish,
): Promise<OpenView> {
  const messages: FromView[] = [];
  const updates: ToView[] = [];
  const texts = energiesTexts(l10n);
  const opened = await openPage(browser, theme, size, 'energies', texts, (value) => {
    const received = receiveFromView(value);
    if (!received.ok) return received.error;
    const { message } = received;
    messages.push(message);
    if (message.type === 'follow') follower.follow(message);
    if (message.type === 'select') follower.select(message.run);
    if (message.type === 'action' && message.action === 'stop') runs.stop(message.run);
    return message.type === 'fault' ? message.message : null;
  });
  const follower = new Follower(
    runs,
    (run) => describeRun(run, l10n),
    (update) => {
      updates.push(update);
      opened.send(update);
    },
  );
  const changes = runs.onChange(() => follower.changed());
  opened.page.on('close', () => {
    changes.dispose();
    follower.forget();
  });
  await opened.load();
  return { ...opened, messages, updates };
}

/** A built page, before it is loaded. */
export interface OpenPage {
  readonly page: Page;
  /** What went wrong: policy violations, failed scripts, messages that are none, requests elsewhere. */
  readonly faults: readonly string[];
  send(message: object): void;
  load(): Promise<void>;
  setTheme(theme: ThemeFixture): Promise<void>;
}

/**
 * Makes a page with the script and style of a view, as VS Code does.
 * @param take gets every message of the page; what it returns, if not null, is a fault
 */
export async function openPage(
  browser: Browser,
  theme: ThemeFixture,
  size: { width: number; height: number },
  view: 'energies' | 'compare' | 'typeset',
  texts: object,
  take: (value: unknown) => string | null,
): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: 2 });
  page.setDefaultTimeout(HANG);
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  await page.exposeFunction('sendToHost', (value: unknown) => {
    const fault = take(value);
    if (fault !== null) faults.push(fault);
  });
  await page.addInitScript(
    'window.acquireVsCodeApi = () => ({ postMessage: (message) => window.sendToHost(message) })',
  );
  const files: Record<string, { contentType: string; body: string }> = {
    '/': {
      contentType: 'text/html',
      body: viewPage({
        source: ORIGIN,
        nonce: 'c0ffee',
        script: `${ORIGIN}/${view}.js`,
        style: `${ORIGIN}/${view}.css`,
        language: 'en',
        title: view,
        texts,
      }),
    },
    [`/${view}.js`]: { contentType: 'text/javascript', body: await readFile(join(DIST, `${view}.js`), 'utf8') },
    [`/${view}.css`]: { contentType: 'text/css', body: await readFile(join(DIST, `${view}.css`), 'utf8') },
  };
  await page.route('**/*', (route) => {
    const url = new URL(route.request().url());
    const file = url.origin === ORIGIN ? files[url.pathname] : undefined;
    if (file) return route.fulfill(file);
    // Asked for by the browser, not by the page.
    if (url.pathname !== '/favicon.ico') faults.push(`asked for ${url}`);
    return route.abort();
  });
  await page.addInitScript(applyTheme, theme);
  return {
    page,
    faults,
    // As text, as VS Code carries it too: what walks through an object piece by piece takes longer than the page does.
    send: (message) =>
      void page.evaluate((text) => window.postMessage(JSON.parse(text), '*'), JSON.stringify(message)).catch(() => {}),
    load: async () => void (await page.goto(`${ORIGIN}/`)),
    setTheme: (next) => page.evaluate(applyTheme, next),
  };
}

/** What VS Code does to a page: the colours as variables of the root, the kind of theme as a class of the body. */
function applyTheme({ kind, variables }: ThemeFixture): void {
  const apply = () => {
    const root = document.documentElement;
    root.removeAttribute('style');
    for (const [name, value] of Object.entries(variables)) root.style.setProperty(`--vscode-${name}`, value);
    document.body.className = kind;
    document.body.style.background = variables['sideBar-background'] ?? '';
  };
  if (document.body) apply();
  else document.addEventListener('DOMContentLoaded', apply);
}

import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { InstalledVSCode } from '../vscode/install.ts';
import { type ServerOptions, startServer, type VSCodeServer } from '../vscode/server.ts';
import { trainingsBelow } from './processes.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Under this name VS Code gives a page the files of its extension; its own service worker answers, nothing goes out. */
const RESOURCES = '.vscode-resource.vscode-cdn.net';

export const EXTENSION = join(ROOT, 'extension');

/** A VS Code in a page, with a folder that holds copies of the given files. */
export interface Workbench {
  readonly page: Page;
  readonly server: VSCodeServer;
  readonly folder: string;
  /** Hosts other than VS Code's own that anything in the page has asked for. */
  readonly otherHosts: ReadonlySet<string>;
  /** What the page's console has said about forbidden content. */
  readonly violations: readonly string[];
  readonly energies: FrameLocator;
  lens(title: string | RegExp): Locator;
  /** Runs a command by its title, as a user does. */
  command(title: string): Promise<void>;
  dispose(): Promise<void>;
}

export interface WorkbenchOptions extends ServerOptions {
  /** Files to copy into the folder; the first is opened. */
  readonly files: readonly string[];
  readonly size?: { width: number; height: number };
  /** Folder of the extension; the built one if not given. */
  readonly extension?: string;
}

/** Opens a VS Code on a copy of some files. */
export async function openWorkbench(
  browser: Browser,
  vscode: InstalledVSCode,
  { files, size = { width: 1280, height: 800 }, extension = EXTENSION, ...options }: WorkbenchOptions,
): Promise<Workbench> {
  const folder = await mkdtemp(join(tmpdir(), 'qham-workspace-'));
  const opened: string[] = [];
  for (const file of files) {
    const copy = join(folder, file);
    await mkdir(join(copy, '..'), { recursive: true });
    await cp(join(ROOT, file), copy);
    opened.push(copy);
  }
  const server = await startServer(vscode, options);
  const context = await browser.newContext({ viewport: size, deviceScaleFactor: 2 });
  const otherHosts = new Set<string>();
  context.on('request', (request) => {
    const url = new URL(request.url());
    const own = url.host === server.authority || url.host.endsWith(RESOURCES);
    if (/^(https?|wss?):$/.test(url.protocol) && !own) otherHosts.add(url.host);
  });
  context.on('response', (response) => {
    const { host } = new URL(response.url());
    if (host.endsWith(RESOURCES) && !response.fromServiceWorker()) otherHosts.add(host);
  });
  const page = await context.newPage();
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) violations.push(message.text());
  });
  await page.goto(
    server.url(folder, {
      ...(options.vsix ? {} : { extensionDevelopmentPath: server.remote(extension) }),
      openFile: server.remote(opened[0]!),
      skipWelcome: 'true',
      skipReleaseNotes: 'true',
    }),
  );
  await page.waitForSelector('.monaco-workbench');
  return {
    page,
    server,
    folder,
    otherHosts,
    violations,
    // A view of an extension is a page in a page.
    energies: page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    lens: (title) => page.locator('.codelens-decoration a', { hasText: title }),
    async command(title) {
      const choose = async () => {
        await page.keyboard.press('F1');
        const input = page.locator('.quick-input-widget input.input').first();
        await input.waitFor({ timeout: 5000 });
        // Not typed: a window that starts takes the focus away, and what is typed then goes into the file.
        await input.evaluate((box, text) => {
          (box as HTMLInputElement).value = text;
          box.dispatchEvent(new Event('input', { bubbles: true }));
        }, `>${title}`);
        const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title });
        await row.first().click({ timeout: 5000 });
      };
      // While a window starts it takes the focus away from what was just opened.
      const chosen = () =>
        choose().then(
          () => true,
          () => false,
        );
      await expect.poll(chosen, { timeout: 120_000, interval: 200 }).toBe(true);
    },
    async dispose() {
      await context.close();
      await server.dispose();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Goes to the train of this name in the editor and clicks its lens; settles when a training has started. */
export async function clickTrain({ page, lens, server }: Workbench, train: string): Promise<void> {
  const before = trainingsBelow(server.pid);
  await page.locator('.editor-instance .view-lines').first().click();
  await page.keyboard.press('Control+F');
  await page.locator('.find-widget textarea').first().fill(`train ${train}`);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowUp');
  // The lens stands right above the line. Lenses are drawn anew while the extension starts: one that was found may be gone.
  const line = page.locator('.view-line', { hasText: new RegExp(`^train\\s${train}\\s`) });
  const above = async () => {
    const below = await line.first().boundingBox();
    for (const candidate of await lens('Train').all()) {
      const box = await candidate.boundingBox();
      if (below && box && box.y < below.y && below.y - box.y < 2 * below.height) return candidate;
    }
    return null;
  };
  const click = async () => {
    const found = await above();
    return (
      found !== null &&
      (await found.click({ timeout: 2000 }).then(
        () => true,
        () => false,
      ))
    );
  };
  // A click on a lens that is drawn anew at that moment is lost, in VS Code as for a user; who sees nothing happen clicks again.
  const started = () =>
    expect
      .poll(() => trainingsBelow(server.pid).some((pid) => !before.includes(pid)), { timeout: 20_000 })
      .toBe(true)
      .then(
        () => true,
        () => false,
      );
  await expect.poll(async () => (await click()) && (await started()), { timeout: 120_000, interval: 200 }).toBe(true);
}

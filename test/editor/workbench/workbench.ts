import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { HANG } from '../chromium.ts';
import type { EquippedVSCode } from '../vscode/extension.ts';
import { type ServerOptions, startServer, type VSCodeServer } from '../vscode/server.ts';
import { runCommand } from './quick-input.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Under this name VS Code gives a page the files of its extension; its own service worker answers, nothing goes out. */
const RESOURCES = '.vscode-resource.vscode-cdn.net';

/** A VS Code in a page, with a folder that holds copies of the given files. */
export interface Workbench {
  readonly page: Page;
  readonly server: VSCodeServer;
  readonly folder: string;
  /** The file that was opened; empty where none was. */
  readonly file: string;
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
  /** Files to copy into the folder; the first, if there is one, is opened. */
  readonly files: readonly string[];
  readonly size?: { width: number; height: number };
  /** A folder that is there already and stays, in place of one that is made for this session. */
  readonly folder?: string;
  /** Folder of an extension to load in place of the packaged one. */
  readonly extension?: string;
}

/** Opens a VS Code with the packaged extension on a copy of some files. */
export async function openWorkbench(
  browser: Browser,
  vscode: EquippedVSCode,
  { files, size = { width: 1280, height: 800 }, folder: given, extension, ...options }: WorkbenchOptions,
): Promise<Workbench> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'qham-workspace-')));
  const opened: string[] = [];
  for (const file of files) {
    const copy = join(folder, file);
    await mkdir(join(copy, '..'), { recursive: true });
    await cp(join(ROOT, file), copy);
    opened.push(copy);
  }
  const server = await startServer(vscode, { ...options, bare: extension !== undefined });
  const context = await browser.newContext({ viewport: size, deviceScaleFactor: 2 });
  context.setDefaultTimeout(HANG);
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
      ...(extension === undefined ? {} : { extensionDevelopmentPath: server.remote(extension) }),
      ...(opened[0] === undefined ? {} : { openFile: server.remote(opened[0]) }),
      skipWelcome: 'true',
      skipReleaseNotes: 'true',
    }),
  );
  await page.waitForSelector('.monaco-workbench');
  return {
    page,
    server,
    folder,
    file: opened[0] ?? '',
    otherHosts,
    violations,
    // A view of an extension is a page in a page.
    energies: page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    lens: (title) => page.locator('.codelens-decoration a', { hasText: title }),
    command: (title) => runCommand(page, title),
    async dispose() {
      await context.close();
      await server.dispose();
      if (given === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PinnedPackage, Recipe } from './versions.ts';

/** A VS Code server that is ready to start. */
export interface InstalledVSCode {
  readonly version: string;
  /** Its out/server-main.js. */
  readonly main: string;
  /** The Node to run it with. */
  readonly node: string;
}

/** Built-in extensions that the tests use; the others would only cost start-up time. */
const BUILT_IN = ['theme-defaults', 'theme-seti', 'configuration-editing', 'json', 'json-language-features'];

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * Makes the VS Code of a recipe ready below `cache`, or finds it there from an earlier time.
 * Everything comes from the npm registry, with checked sums; nothing is compiled and no install script runs.
 * @throws Error where this machine cannot have it: another platform, no registry, another archive than the pinned one.
 */
export async function installVSCode(recipe: Recipe, cache: string): Promise<InstalledVSCode> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`the pinned VS Code server is for Linux on x64, not for ${process.platform} on ${process.arch}`);
  const stamp = createHash('sha256')
    .update(await readFile(import.meta.filename))
    .update(JSON.stringify(recipe));
  const allOfVersion = `server-${recipe.vscode}-`;
  const folder = join(cache, `${allOfVersion}${stamp.digest('hex').slice(0, 12)}`);
  if (!(await exists(folder))) {
    for (const old of (await exists(cache)) ? await readdir(cache) : [])
      if (old.startsWith(allOfVersion)) await rm(join(cache, old), { recursive: true, force: true });
    const unfinished = join(cache, `${allOfVersion}unfinished-${process.pid}`);
    await build(recipe, unfinished);
    await rename(unfinished, folder);
  }
  return {
    version: recipe.vscode,
    main: join(folder, 'vscode/out/server-main.js'),
    node: recipe.node ? join(folder, 'node/bin/node') : process.execPath,
  };
}

async function build(recipe: Recipe, folder: string): Promise<void> {
  const server = join(folder, 'vscode');
  const modules = join(server, 'node_modules');
  await unpack(recipe.server, server, 3, ['--exclude=*.map', 'package/lib/vscode']);
  // The shrinkwrap of the package lacks a peer dependency, which a plain `npm ci` refuses.
  const flags = ['--legacy-peer-deps', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', ['ci', ...flags], server);
  const replacements = join(import.meta.dirname, 'replacements');
  await cp(join(replacements, 'spdlog.cjs'), join(modules, '@vscode/spdlog/index.js'));
  for (const watchdog of ['native-watchdog', '@vscode/native-watchdog'])
    if (await exists(join(modules, watchdog)))
      await cp(join(replacements, 'watchdog.cjs'), join(modules, watchdog, 'index.js'));
  if (recipe.ripgrep) await unpack(recipe.ripgrep, join(modules, '@vscode/ripgrep/bin'), 2, ['package/bin/rg']);
  if (recipe.pty) await unpack(recipe.pty, join(modules, 'node-pty/build/Release'), 1, ['package/pty.node']);
  if (recipe.node) await unpack(recipe.node, join(folder, 'node'), 1, ['package/bin/node']);
  await keepOnlyNeededExtensions(server);
}

/** The web workbench has its own compiled-in list of built-in extensions: emptied, or it asks for the removed ones' files. */
async function keepOnlyNeededExtensions(server: string): Promise<void> {
  const folder = join(server, 'extensions');
  for (const extension of await readdir(folder))
    if (!BUILT_IN.includes(extension)) await rm(join(folder, extension), { recursive: true, force: true });
  const workbench = join(server, 'out/vs/code/browser/workbench/workbench.js');
  const text = await readFile(workbench, 'utf8');
  const list = /if\((\w+)\.isBuilt\)(\w+)=\[\{extensionPath:"/g;
  const found = text.match(list)?.length ?? 0;
  if (found !== 1) throw new Error(`VS Code's list of built-in extensions was found ${found} times instead of once`);
  await writeFile(workbench, text.replace(list, 'if($1.isBuilt)$2=[];else if(!1)$2=[{extensionPath:"'));
}

/** Fetches a package as npm does, checks it against its pin and unpacks the given part of it. */
async function unpack(wanted: PinnedPackage, into: string, strip: number, parts: string[]): Promise<void> {
  const archives = join(into, '.archive');
  await mkdir(archives, { recursive: true });
  run('npm', ['pack', `${wanted.name}@${wanted.version}`, '--pack-destination', archives, '--silent'], into);
  const [archive] = await readdir(archives);
  if (archive === undefined) throw new Error(`npm pack ${wanted.name} left no archive`);
  const path = join(archives, archive);
  const sum = `sha512-${createHash('sha512')
    .update(await readFile(path))
    .digest('base64')}`;
  if (sum !== wanted.integrity) throw new Error(`${archive} is not the pinned one: it has ${sum}`);
  run('tar', ['xzf', path, '-C', into, `--strip-components=${strip}`, ...parts], into);
  await rm(archives, { recursive: true });
}

function run(command: string, args: string[], cwd: string): void {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (result.status === 0) return;
  const why = result.error?.message ?? (result.stderr || result.stdout).trim().split('\n').slice(-5).join('\n');
  throw new Error(`${command} ${args.slice(0, 2).join(' ')} failed: ${why}`);
}

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/**
 * The licences of everything that is packaged and not ours.
 * @param bundles files that have been bundled; the source maps beside them say what is in them
 * @param packages folders of packages that are packaged as they are
 * @returns one text
 */
export async function thirdPartyNotices(bundles, packages) {
  const folders = new Set(packages);
  for (const map of bundles.map((bundle) => `${bundle}.map`).filter(existsSync))
    for (const source of JSON.parse(await readFile(map, 'utf8')).sources) {
      // What a package has bundled itself ("webpack://…") is under that package's notice.
      if (/^\w+:/.test(source)) continue;
      const folder = packageOf(resolve(dirname(map), source));
      if (folder) folders.add(folder);
    }
  const notices = await Promise.all([...folders].sort().map(notice));
  const line = '-'.repeat(80);
  return `QHam contains the following packages.\n\n${[...new Set(notices)].map((text) => `${line}\n${text}\n`).join('\n')}`;
}

/** The innermost package on a path that is there: maps also name what a package had bundled before it was published. */
function packageOf(path) {
  const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
  return folder && !existsSync(join(folder, 'package.json')) ? packageOf(dirname(dirname(folder))) : folder;
}

/** Name, version and licence of one package. */
async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  if (!license) throw new Error(`${name} ${version} does not say under which licence it is`);
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join('\n\n');
}

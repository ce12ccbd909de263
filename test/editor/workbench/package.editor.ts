import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { equipment } from '../equipment.ts';

const { vscodes, vsix, webVsix, web } = equipment();
const { installed = null } = vscodes.findLast((vscode) => vscode.installed !== null) ?? {};
const ROOT = join(import.meta.dirname, '../../..');
const DOCS = join(ROOT, 'docs/editor.md');

describe('the packages', () => {
  test.each([
    ['for a machine', vsix],
    ['for browsers', webVsix],
  ])('the one %s has the size that the documentation says, to a tenth of it', async (what, path) => {
    const stated = new RegExp(`${what}: ([\\d.]+) MB`).exec(await readFile(DOCS, 'utf8'));
    expect(stated, `docs/editor.md says the size of the package ${what}`).not.toBeNull();
    const megabytes = (await stat(path)).size / 1e6;
    expect(Math.abs(megabytes / Number(stated![1]) - 1), `it is ${megabytes.toFixed(2)} MB`).toBeLessThan(0.1);
  });

  test.skipIf(installed === null)('each has the licences of what is in it, and its own manifest', async () => {
    for (const [folder, entry, has, hasNot] of [
      [installed!.extension, 'main', 'onnxruntime-node', 'browser'],
      [web, 'browser', 'langium', 'main'],
    ] as const) {
      expect(await readFile(join(folder, 'ThirdPartyNotices.txt'), 'utf8')).toContain(`\n${has} `);
      const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
      expect(Object.keys(manifest)).not.toContain(hasNot);
      expect((await stat(join(folder, manifest[entry]))).isFile()).toBe(true);
    }
  });

  test.skipIf(installed === null)('has every example', async () => {
    const examples = join(ROOT, 'examples');
    const packaged = join(installed!.extension, 'dist/examples');
    expect((await readdir(packaged)).sort()).toEqual((await readdir(examples)).sort());
    for (const name of await readdir(examples))
      expect(await readFile(join(packaged, name), 'utf8')).toBe(await readFile(join(examples, name), 'utf8'));
  });
});

import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { execute, folderWith, LAUNCHER, startQham } from './qham.ts';

/** Starts a copy of the launcher in a folder of its own. @param before a module that is loaded first */
function launch(folder: string, before?: string) {
  mkdirSync(join(folder, 'bin'));
  cpSync(LAUNCHER, join(folder, 'bin/qham.mjs'));
  const args = [...(before ? ['--import', before] : []), join(folder, 'bin/qham.mjs')];
  return execute(process.execPath, args, folder);
}

describe('the launcher', () => {
  it('says how to build what is not built', async () => {
    const { code, stderr } = await launch(folderWith());
    expect(stderr).toBe('qham is not built yet: run `npm run build` in its folder.\n');
    expect(code).toBe(4);
  });

  it('refuses a Node that is too old before it loads anything', async () => {
    const folder = folderWith({
      'old.mjs': "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } });\n",
    });
    const { code, stderr } = await launch(folder, join(folder, 'old.mjs'));
    expect(stderr).toBe('qham needs Node 20 or newer; this is Node 18.20.0.\n');
    expect(code).toBe(4);
  });

  it('starts what is beside it', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/qham.mjs'), "console.log('started');\n");
    expect(await launch(folder)).toEqual({ code: 0, stdout: 'started\n', stderr: '' });
  });
});

describe('closed pipes', () => {
  it.each([
    [['check', 'missing.qham', '--format', 'json'], 2],
    [['--help'], 0],
    [['doctor'], 0],
  ])('%j keeps its exit code when nobody reads it', async (args, expected) => {
    const running = startQham(args);
    running.child.stdout.destroy();
    running.child.stderr.destroy();
    const { code, signal } = await running.finished;
    expect({ code, signal }).toEqual({ code: expected, signal: null });
  });
});

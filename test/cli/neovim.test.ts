import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith, LAUNCHER } from './qham.ts';

/** Neovim's version, or why there is none here. */
function findNeovim(): { version: string } | { reason: string } {
  const { status, stdout, error } = spawnSync('nvim', ['--version'], { encoding: 'utf8' });
  if (error || status !== 0) return { reason: 'Neovim is not installed: on Debian, apt-get install neovim' };
  return { version: stdout.split('\n')[0]! };
}

const found = findNeovim();

it('the server answers Neovim', ({ skip }) => {
  if ('reason' in found) {
    skip(found.reason);
    return;
  }
  const cwd = folderWith({ 'a.qham': 'units oscillator\ntrain G = Gone with Net using Plain\n' });
  const output = execFileSync(
    'nvim',
    ['--headless', '-u', 'NONE', '-n', '-c', `luafile ${join(import.meta.dirname, 'neovim.lua')}`],
    {
      cwd,
      encoding: 'utf8',
      timeout: 110_000,
      env: {
        ...process.env,
        XDG_STATE_HOME: cwd,
        QHAM_FILE: 'a.qham',
        QHAM_NODE: process.execPath,
        QHAM_LAUNCHER: LAUNCHER,
      },
    },
  );
  expect(output.match(/diagnostic QH0101/g)).toHaveLength(3);
  expect(output).toContain('ħ = m = ω = 1');
  // The library, which a definition leads to.
  expect(output).toContain('library potential yukawa(');
  expect(output).toContain('changeable false');
});

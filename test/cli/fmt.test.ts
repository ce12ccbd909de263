import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, qham } from './qham.ts';

const UGLY = 'units   oscillator // ħ\nansatz A {\nN=mlp{ }\n}\n';
const PRETTY = 'units oscillator // ħ\nansatz A {\n  N = mlp { }\n}\n';
const BROKEN = 'units   oscillator\nansatz {\n';

describe('qham fmt', () => {
  it('lays files out, and a second time changes nothing', async () => {
    const cwd = folderWith({ 'a.qham': UGLY, 'b.qham': PRETTY });
    const first = await qham(['fmt', 'a.qham', 'b.qham'], { cwd });
    expect(first).toMatchObject({ code: 0, stdout: '✓ a.qham: formatted\n', stderr: '' });
    expect(readFileSync(join(cwd, 'a.qham'), 'utf8')).toBe(PRETTY);
    expect(await qham(['fmt', 'a.qham', 'b.qham'], { cwd })).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  it('leaves a broken file as it is, says why, and still lays out the others', async () => {
    const cwd = folderWith({ 'broken.qham': BROKEN, 'a.qham': UGLY });
    const { code, stderr } = await qham(['fmt', 'broken.qham', 'a.qham', 'gone.qham'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('broken.qham:2:8: error[QH0002]');
    expect(stderr).toContain('broken.qham is left as it is');
    expect(stderr).toContain('gone.qham: error[QH1501]');
    expect(readFileSync(join(cwd, 'broken.qham'), 'utf8')).toBe(BROKEN);
    expect(readFileSync(join(cwd, 'a.qham'), 'utf8')).toBe(PRETTY);
  });

  it('--check changes nothing and ends with 1 where something would change', async () => {
    const cwd = folderWith({ 'a.qham': UGLY, 'b.qham': PRETTY, 'broken.qham': BROKEN });
    const found = await qham(['fmt', '--check', 'a.qham', 'b.qham'], { cwd });
    expect(found).toMatchObject({ code: 1, stdout: '', stderr: 'a.qham is not formatted: qham fmt a.qham\n' });
    expect(readFileSync(join(cwd, 'a.qham'), 'utf8')).toBe(UGLY);
    expect(await qham(['fmt', '--check', 'b.qham'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(await qham(['fmt', '--check', 'a.qham', 'broken.qham'], { cwd })).toMatchObject({ code: 2 });
  });

  it('keeps the byte order mark, the line breaks, the permissions and the link', async () => {
    const cwd = folderWith({ 'a.qham': `\ufeff${UGLY.replaceAll('\n', '\r\n')}` });
    chmodSync(join(cwd, 'a.qham'), 0o640);
    symlinkSync('a.qham', join(cwd, 'link.qham'));
    expect(await qham(['fmt', 'link.qham'], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'a.qham'), 'utf8')).toBe(`\ufeff${PRETTY.replaceAll('\n', '\r\n')}`);
    expect(statSync(join(cwd, 'a.qham')).mode & 0o777).toBe(0o640);
    expect(lstatSync(join(cwd, 'link.qham')).isSymbolicLink()).toBe(true);
  });
});

import { expect, test } from 'vitest';
import { outputOf } from '../../../extension/training/brief-command.ts';

const node = (program: string) => ({
  executable: process.execPath,
  arguments: ['-e', program],
  directory: import.meta.dirname,
  environment: process.env,
});

test('a brief command gives what it prints', async () => {
  expect(await outputOf(node('console.log("done")'))).toBe('done\n');
});

test('one that fails says why in its own words', async () => {
  const failing = node('console.error("error: the disk is full"); process.exitCode = 4');
  await expect(outputOf(failing)).rejects.toThrow(/^the disk is full$/);
  await expect(outputOf({ ...failing, executable: '/nowhere/node' })).rejects.toThrow(/ENOENT/);
});

test('one that nobody waits for any more is ended', async () => {
  const stop = new AbortController();
  const endless = outputOf(node('setInterval(() => {}, 1000)'), stop.signal);
  stop.abort();
  await expect(endless).rejects.toThrow('abort');
});

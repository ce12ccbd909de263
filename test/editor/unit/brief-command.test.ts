import { english, say } from '@qham/grammar/phrase';
import { saidBy } from 'qham/said';
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

test('one that ends with a fault says it as a phrase', async () => {
  const said = say`there is no run at ${'/nowhere'}`;
  const fault = JSON.stringify({ type: 'fault', message: english(said), said });
  const failing = node(
    `console.log(${JSON.stringify(fault)}); console.error('error: other words'); process.exitCode = 2`,
  );
  const error = await outputOf(failing).catch(saidBy);
  expect(error).toEqual(said);
});

test('one that nobody waits for any more is ended', async () => {
  const stop = new AbortController();
  const endless = outputOf(node('setInterval(() => {}, 1000)'), stop.signal);
  stop.abort();
  await expect(endless).rejects.toThrow('abort');
});

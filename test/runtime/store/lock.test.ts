import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRun, openRun } from '../../../runtime/store/index.ts';
import { isRunning, processStart } from '../../../runtime/store/process-identity.ts';
import { startChild } from './child.ts';
import { EXPERIMENT, META, start } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function freeRun(): Promise<string> {
  const run = await createRun(temporaryFolder(), EXPERIMENT, META);
  await run.close();
  return run.folder;
}

test('a run that another process trains is refused, and free when that process ends', async () => {
  const folder = await freeRun();
  const child = startChild('holder.ts', folder);
  expect(await child.line()).toBe('held');
  const run = await openRun(folder);
  expect(run.status).toBe('running');
  expect(() => run.claim()).toThrow(`is being trained by process ${child.process.pid}. Wait until it has ended`);
  expect(() => run.append(start())).toThrow(/has not claimed/);
  child.process.stdin.end();
  await child.ended;
  expect(run.status).toBe('dead');
  expect(readdirSync(folder)).not.toContain('lock.json');
  run.claim();
  await run.close();
});

test('the lock of a killed process is taken over', async () => {
  const folder = await freeRun();
  const child = startChild('holder.ts', folder);
  expect(await child.line()).toBe('held');
  child.process.kill('SIGKILL');
  await child.ended;
  expect(readdirSync(folder)).toContain('lock.json');
  const run = await openRun(folder);
  expect(run.status).toBe('dead');
  run.claim();
  expect(run.status).toBe('running');
  expect(JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8')).pid).toBe(process.pid);
  await run.close();
  expect(readdirSync(folder).sort()).toEqual(['experiment.json', 'program.qham']);
});

test('of many processes that take over at once exactly one gets the run', async () => {
  const folder = await freeRun();
  for (let round = 0; round < 2; round++) {
    const dead = startChild('holder.ts', folder);
    expect(await dead.line()).toBe('held');
    dead.process.kill('SIGKILL');
    await dead.ended;
    const children = Array.from({ length: 5 }, () => startChild('holder.ts', folder));
    const answers = await Promise.all(children.map((child) => child.line()));
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
    expect(answers.filter((answer) => answer?.startsWith('refused: '))).toHaveLength(4);
    for (const child of children) child.process.stdin.end();
    await Promise.all(children.map((child) => child.ended));
  }
});

test('two openings in one process do not share a run either', async () => {
  const folder = await freeRun();
  const first = await openRun(folder);
  const second = await openRun(folder);
  first.claim();
  first.claim();
  expect(() => second.claim()).toThrow(`trained by process ${process.pid}`);
  await second.close();
  expect(first.status).toBe('running');
  await first.close();
  second.claim();
  await second.close();
});

describe('locks', () => {
  const lock = (folder: string, content: unknown) =>
    writeFileSync(join(folder, 'lock.json'), typeof content === 'string' ? content : JSON.stringify(content));

  test('of a process whose number was given to another one are dead', async () => {
    const folder = await freeRun();
    lock(folder, { pid: process.pid, start: 'another boot 1', host: hostname() });
    const run = await openRun(folder);
    expect(run.status).toBe('dead');
    run.claim();
    await run.close();
  });

  test('of another machine are taken to be alive, with a way out', async () => {
    const folder = await freeRun();
    lock(folder, { pid: 1, start: null, host: 'elsewhere' });
    const run = await openRun(folder);
    expect(run.status).toBe('running');
    expect(() => run.claim()).toThrow(/process 1 on elsewhere\. If it does not run any more, delete .*lock\.json/);
  });

  test.each(['', '{', '{"pid":0}', 'null'])('that are damaged (%j) say so', async (content) => {
    const folder = await freeRun();
    lock(folder, content);
    const run = await openRun(folder);
    expect(() => run.claim()).toThrow(/lock\.json is damaged\. If no process trains this run, delete it/);
  });

  test('that are just being taken over say so', async () => {
    const folder = await freeRun();
    lock(folder, { pid: process.pid, start: 'another boot 1', host: hostname() });
    writeFileSync(join(folder, 'lock.json.takeover'), '{}');
    const run = await openRun(folder);
    expect(() => run.claim()).toThrow(/taken over by another process just now\. If there is none, delete/);
  });
});

describe('processes', () => {
  test('this one runs, and began when it began', () => {
    const start = processStart(process.pid);
    expect(start).toBe(processStart(process.pid));
    expect(isRunning(process.pid, start)).toBe(true);
    expect(isRunning(process.pid, null)).toBe(true);
  });

  test('an ended one does not run', async () => {
    const folder = await freeRun();
    const child = startChild('holder.ts', folder);
    await child.line();
    const { pid } = child.process;
    const began = processStart(pid!);
    expect(isRunning(pid!, began)).toBe(true);
    child.process.kill('SIGKILL');
    await child.ended;
    expect(isRunning(pid!, began)).toBe(false);
  });
});

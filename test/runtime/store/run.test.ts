import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRun, type Ending, listRuns, openRun, Run, StoreError } from '../../../runtime/store/index.ts';
import { osError, SmallDisk } from './faulty-disk.ts';
import { checkpoint, EXPERIMENT, META, result, start, step } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

const NOON = new Date(Date.UTC(2026, 0, 31, 12, 5, 9, 123));
const newRun = (root = temporaryFolder()) => createRun(root, EXPERIMENT, META, { now: NOON });
const state = (n: number) => ({
  step: n,
  time: n / 10,
  tensors: { walkers: { shape: [2], data: Float32Array.of(n, 0.1) } },
  state: { width: 0.5 },
});
const interrupted: Ending = { type: 'interrupted', step: 2, time: 0.2 };
const failure: Ending = { type: 'failure', step: 3, time: 0.3, message: 'm', where: 'w', walker: [1, null] };

describe('a new run', () => {
  test('has a folder that says what was started, when and with what', async () => {
    const root = join(temporaryFolder(), '.qham', 'runs');
    const run = await newRun(root);
    expect(run.folder).toBe(join(root, 'Ground-20260131-120509'));
    expect(run.status).toBe('running');
    expect(readFileSync(join(run.folder, 'program.qham'), 'utf8')).toBe(META.program);
    await run.close();
    const { program: _, ...rest } = META;
    const expected = { created: '2026-01-31T12:05:09.123Z', ...rest, experiment: EXPERIMENT };
    expect((await openRun(run.folder)).description).toEqual(expected);
    expect(readdirSync(run.folder).sort()).toEqual(['experiment.json', 'program.qham']);
  });

  test('gets a folder of its own when another begins in the same second', async () => {
    const root = temporaryFolder();
    const runs = [await newRun(root), await newRun(root), await newRun(root)];
    expect(runs.map(({ folder }) => folder.slice(root.length + 1))).toEqual([
      'Ground-20260131-120509',
      'Ground-20260131-120509-2',
      'Ground-20260131-120509-3',
    ]);
    for (const run of runs) await run.close();
  });

  test('keeps letters of any script in its name, and nothing that means something to a file system', async () => {
    const root = temporaryFolder();
    const run = await createRun(root, { ...EXPERIMENT, train: 'Осциллятор_ψ₀/../x:y' }, META, { now: NOON });
    expect(readdirSync(root)).toEqual(['Осциллятор_ψ₀____x_y-20260131-120509']);
    await run.close();
  });

  test('that cannot be written leaves nothing behind and names the folder', async () => {
    const root = temporaryFolder();
    const attempt = createRun(root, EXPERIMENT, META, { disk: new SmallDisk(100) });
    await expect(attempt).rejects.toThrow(StoreError);
    await expect(attempt).rejects.toThrow(`cannot start the run “Ground” in ${root}: the disk is full`);
    expect(readdirSync(root)).toEqual([]);
  });

  test('in a place that is a file says so', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(createRun(file, EXPERIMENT, META)).rejects.toThrow(/a file is in the way.*--out/);
    await expect(createRun(join(file, 'runs'), EXPERIMENT, META)).rejects.toThrow(/a file is in the way.*--out/);
  });
});

describe('events', () => {
  test('are one JSON object a line, and steps are a table as well', async () => {
    const run = await newRun();
    for (const event of [start(), step(1), step(2), checkpoint(2)]) run.append(event);
    await run.close();
    expect((await (await openRun(run.folder)).readEvents()).events).toEqual([start(), step(1), step(2), checkpoint(2)]);
    const [header, ...rows] = readFileSync(join(run.folder, 'history.csv'), 'utf8').trimEnd().split('\n');
    expect(header).toContain('"term_norm, squared"');
    expect(rows).toEqual(['1,0.1,main,2.5,,0.25,0.5,0.5,2,0.01,1,1e-9', '2,0.2,main,2,,0.25,0.5,0.5,2,0.01,0.5,1e-9']);
  });

  test('are complete for the process that appends them, and numbers that are not finite are null', async () => {
    const run = await newRun();
    run.append(step(1, { loss: NaN, energies: [Infinity, 1] }));
    expect(await run.readEvents()).toEqual({ events: [step(1, { loss: null, energies: [null, 1] })], damaged: 0 });
    await run.close();
  });

  test('are all in the file when a checkpoint is', async () => {
    const run = await newRun();
    run.append(start());
    run.append(step(1));
    await run.saveCheckpoint(state(1));
    expect(readFileSync(join(run.folder, 'events.jsonl'), 'utf8').split('\n')).toHaveLength(3);
    expect(readFileSync(join(run.folder, 'history.csv'), 'utf8').split('\n')).toHaveLength(3);
    await run.close();
  });

  test('that are damaged are counted and left out', async () => {
    const run = await newRun();
    run.append(step(1));
    await run.close();
    writeFileSync(join(run.folder, 'events.jsonl'), '{"type":"later"}\n{"type":"st', { flag: 'a' });
    expect(await (await openRun(run.folder)).readEvents()).toEqual({ events: [step(1)], damaged: 2 });
  });

  test('of a resumed run have one header in the table', async () => {
    const run = await newRun();
    run.append(start());
    run.append(step(1));
    await run.close();
    const again = await openRun(run.folder);
    again.claim();
    again.append(start());
    again.append(step(2));
    await again.close();
    expect(readFileSync(join(run.folder, 'history.csv'), 'utf8').match(/step,time/g)).toHaveLength(1);
  });
});

describe('a checkpoint', () => {
  test('comes back, the last one only', async () => {
    const run = await newRun();
    expect(await run.loadCheckpoint()).toBeNull();
    await run.saveCheckpoint(state(1));
    await run.saveCheckpoint(state(2));
    await run.close();
    expect(await (await openRun(run.folder)).loadCheckpoint()).toEqual(state(2));
    expect(readdirSync(run.folder).sort()).toEqual(['checkpoint.safetensors', 'experiment.json', 'program.qham']);
  });

  test('that is damaged says where, and what to do', async () => {
    const run = await newRun();
    await run.saveCheckpoint(state(1));
    const path = join(run.folder, 'checkpoint.safetensors');
    writeFileSync(path, readFileSync(path).subarray(0, -1));
    await expect(run.loadCheckpoint()).rejects.toThrow(/checkpoint\.safetensors cannot be used: .*start the run again/);
    await run.close();
  });

  test('on a full disk: the one before stays, the events stay, and the next attempt succeeds', async () => {
    const root = temporaryFolder();
    const disk = new SmallDisk(1e6);
    const run = await createRun(root, EXPERIMENT, META, { disk });
    run.append(start());
    run.append(step(1));
    await run.saveCheckpoint(state(1));
    run.append(checkpoint(1));
    run.append(step(2));
    for (const free of [0, 10, 200, 300]) {
      disk.free = free;
      const attempt = run.saveCheckpoint(state(2));
      await expect(attempt).rejects.toThrow(StoreError);
      await expect(attempt).rejects.toThrow(`cannot save the checkpoint of step 2 in ${run.folder}: the disk is full`);
      expect(await run.loadCheckpoint()).toEqual(state(1));
      expect(readdirSync(run.folder)).not.toContain('checkpoint.safetensors.new');
    }
    disk.free = 1e6;
    await run.saveCheckpoint(state(2));
    expect(await run.loadCheckpoint()).toEqual(state(2));
    expect((await run.readEvents()).events).toEqual([start(), step(1), checkpoint(1), step(2)]);
    expect(readFileSync(join(run.folder, 'history.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(3);
    await run.close();
  });
});

describe('errors of the disk name the folder and a way out', () => {
  test.each([
    ['ENOSPC', /the disk is full.*qham resume/],
    ['EDQUOT', /quota.*qham resume/],
    ['EACCES', /no permission.*--out/],
    ['EROFS', /read-only.*--out/],
    ['EFBIG', /ulimit -f/],
    ['EIO', /disk reports an error/],
    ['EWHATEVER', /EWHATEVER: made by a test/],
  ])('%s', async (code, message) => {
    const run = await newRun();
    const { folder, description } = run;
    await run.close();
    const broken = new Run(folder, description, new SmallDisk(0, code));
    broken.claim();
    const attempt = broken.saveCheckpoint(state(1));
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toThrow(folder);
    await expect(attempt).rejects.toMatchObject({ folder, cause: osError(code) });
    broken.append(step(1));
    await expect(broken.close()).rejects.toThrow(message);
    // The folder is given back all the same.
    expect((await openRun(folder)).status).toBe('dead');
  });

  test.runIf(process.platform === 'linux')('a device that really is full', async () => {
    const run = await newRun();
    symlinkSync('/dev/full', join(run.folder, 'events.jsonl'));
    run.append(start());
    expect(() => run.flush()).toThrow(/cannot write events in .*: the disk is full/);
    rmSync(join(run.folder, 'events.jsonl'));
    await expect(run.close()).rejects.toThrow(/the disk is full/);
  });
});

describe('an ending', () => {
  test.each([
    ['finished', result(2)],
    ['interrupted', interrupted],
    ['failed', failure],
  ] as const)('%s is in the summary, and in the status when the process has gone', async (status, ending) => {
    const run = await newRun();
    run.append(ending);
    await run.writeSummary(ending);
    expect(run.status).toBe('running');
    await run.close();
    expect(run.status).toBe(status);
    const summary = await (await openRun(run.folder)).readSummary();
    expect(summary).toMatchObject({ train: 'Ground', device: META.device, ending });
    rmSync(join(run.folder, 'summary.json'));
    expect(run.status).toBe(status);
  });

  test('with an energy that is not finite is refused before it is written', async () => {
    const run = await newRun();
    await expect(run.writeSummary({ ...result(2), energies: [NaN, 1] })).rejects.toThrow(/energies\.0/);
    expect(existsSync(join(run.folder, 'summary.json'))).toBe(false);
    await run.close();
  });

  test('is gone when the run goes on', async () => {
    const run = await newRun();
    run.append(interrupted);
    await run.saveCheckpoint(state(2));
    await run.writeSummary(interrupted);
    expect(await run.truncateEventsAfter(state(2))).toEqual({ removed: 1, damaged: 0 });
    expect(await run.readSummary()).toBeNull();
    expect((await run.readEvents()).events).toEqual([checkpoint(2)]);
    await run.close();
    expect(run.status).toBe('dead');
  });

  test('is not there where nobody wrote one', async () => {
    const run = await newRun();
    run.append(start());
    run.append(step(1));
    await run.close();
    expect(run.status).toBe('dead');
    expect(await run.readSummary()).toBeNull();
  });

  test('that is damaged says so, and the events decide', async () => {
    const run = await newRun();
    run.append(result(2));
    await run.close();
    writeFileSync(join(run.folder, 'summary.json'), '{"format":1}');
    await expect(run.readSummary()).rejects.toThrow(/summary\.json is damaged: train/);
    expect(run.status).toBe('finished');
  });
});

describe('folders that are not runs', () => {
  test('no folder', async () => {
    await expect(openRun(join(temporaryFolder(), 'x'))).rejects.toThrow(/there is no run at .*x; `qham list`/);
  });

  test('a folder without experiment', async () => {
    await expect(openRun(temporaryFolder())).rejects.toThrow(/is not a run: it has no experiment\.json/);
  });

  test.each<[string, (good: Record<string, unknown>) => unknown, RegExp]>([
    ['no JSON', () => undefined, /experiment\.json cannot be used/],
    ['null', () => null, /cannot be used/],
    ['a later format', (good) => ({ ...good, format: 2 }), /format 2, this version of qham reads format 1/],
    ['no date', (good) => ({ ...good, created: 'yesterday' }), /cannot be used: created/],
    ['no threads', (good) => ({ ...good, threads: 0 }), /cannot be used: threads/],
    ['an experiment with a wrong field', (good) => ({ ...good, experiment: { ...EXPERIMENT, states: -1 } }), /states/],
  ])('a description that is %s', async (_, change, message) => {
    const run = await newRun();
    await run.close();
    const path = join(run.folder, 'experiment.json');
    const changed = change(JSON.parse(readFileSync(path, 'utf8')));
    writeFileSync(path, changed === undefined ? '{"format"' : JSON.stringify(changed));
    await expect(openRun(run.folder)).rejects.toThrow(message);
    await expect(openRun(run.folder)).rejects.toThrow(StoreError);
  });
});

describe('the list', () => {
  test('has every run, newest first, with how far it came', async () => {
    const root = temporaryFolder();
    const at = (minute: number) => ({ now: new Date(Date.UTC(2026, 0, 1, 0, minute)) });
    const first = await createRun(root, EXPERIMENT, META, at(1));
    first.append(step(7));
    first.append(result(7));
    await first.writeSummary(result(7));
    await first.close();
    const second = await createRun(root, { ...EXPERIMENT, train: 'Other' }, META, at(2));
    second.append(step(1));
    await second.saveCheckpoint(state(1));
    await second.close();
    const third = await createRun(root, EXPERIMENT, META, at(3));
    mkdirSync(join(root, 'stray'));
    writeFileSync(join(root, 'file'), '');
    const runs = await listRuns(root);
    expect(runs).toMatchObject([
      { name: 'Ground-20260101-000300', status: 'running', lastStep: null, summary: null, resumable: false },
      { name: 'Other-20260101-000200', status: 'dead', lastStep: step(1), summary: null, resumable: true },
      { name: 'Ground-20260101-000100', status: 'finished', lastStep: step(7), resumable: false },
      { name: 'stray', status: 'damaged', message: expect.stringContaining('is not a run') },
    ]);
    expect(runs[2]).toMatchObject({ summary: { ending: result(7) }, description: { experiment: EXPERIMENT } });
    await third.close();
  });

  test('finds the last step of a long record', async () => {
    const root = temporaryFolder();
    const run = await newRun(root);
    for (let n = 1; n <= 2000; n++) run.append(step(n));
    await run.close();
    expect((await listRuns(root))[0]).toMatchObject({ lastStep: step(2000) });
  });

  test('of a place where nothing was run is empty', async () => {
    expect(await listRuns(join(temporaryFolder(), 'nowhere'))).toEqual([]);
  });
});

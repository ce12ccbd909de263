import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSweep, listRuns, listSweeps, openSweep, sweepRuns } from '../../../runtime/store/index.ts';
import { pointName, type SweepPlan } from '../../../runtime/sweep/plan.ts';
import { EXPERIMENT, META, result, start } from './sample.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PLAN: SweepPlan = {
  name: 'Curve',
  train: 'Ground',
  parameter: 'ω₀',
  chain: false,
  points: [-1.5, 2].map((value) => ({
    value,
    experiment: { ...EXPERIMENT, train: pointName({ name: 'Curve', parameter: 'ω₀' }, value) },
  })),
};

async function finish(sweep: ReturnType<typeof createSweep>, index: number): Promise<string> {
  const run = await sweep.createPoint(index, PLAN.points[index]!.experiment);
  run.append(start());
  run.append(result(3));
  await run.writeSummary(result(3));
  await run.close();
  return run.folder;
}

describe('a sweep folder', () => {
  it('keeps its plan and the runs of its points, which are no runs of the folder above', async () => {
    const root = temporaryFolder();
    const sweep = createSweep(root, PLAN, META, new Date('2026-01-31T12:00:00Z'));
    expect(basename(sweep.folder)).toBe('Curve-20260131-120000');
    expect((await listSweeps(root))[0]).toMatchObject({ status: 'running' });
    const second = await finish(sweep, 1);
    expect(basename(second)).toBe('2-ω₀=2');
    sweep.close();
    const again = openSweep(sweep.folder);
    expect(again.description).toEqual(sweep.description);
    const points = await again.points();
    expect(points.map(({ value, run }) => [value, run?.status ?? null])).toEqual([
      [-1.5, null],
      [2, 'finished'],
    ]);
    expect(await listRuns(root)).toEqual([]);
    expect((await listSweeps(root))[0]).toMatchObject({ status: 'interrupted', name: basename(sweep.folder) });
    await finish(again, 0);
    expect((await listSweeps(root))[0]).toMatchObject({ status: 'finished' });
    expect(sweepRuns(sweep.folder).map((path) => basename(path))).toEqual(['1-ω₀=-1.5', '2-ω₀=2']);
  });

  it('is trained by one process at a time', () => {
    const sweep = createSweep(temporaryFolder(), PLAN, META);
    expect(() => openSweep(sweep.folder).claim()).toThrow(/is being trained by process/);
    sweep.close();
    expect(() => openSweep(sweep.folder).claim()).not.toThrow();
  });

  it('does not count a point whose making was cut short', async () => {
    const sweep = createSweep(temporaryFolder(), PLAN, META);
    mkdirSync(join(sweep.folder, '1-ω₀=-1.5'));
    expect((await sweep.points())[0]!.run).toBeNull();
    expect(basename(await finish(sweep, 0))).toBe('1-ω₀=-1.5-2');
    expect((await sweep.points())[0]!.run).toMatchObject({ status: 'finished' });
  });

  it.each([
    ['{', 'sweep.json cannot be used'],
    ['{"format": 9}', 'this version of qham reads format 1'],
    [JSON.stringify({ format: 1, created: '2026-01-31T12:00:00Z', ...META, plan: {} }), 'name'],
  ])('says what is wrong with a damaged one: %s', async (text, message) => {
    const root = temporaryFolder();
    const { folder } = createSweep(root, PLAN, META);
    writeFileSync(join(folder, 'sweep.json'), text);
    expect(() => openSweep(folder)).toThrow(message);
    expect(await listSweeps(root)).toEqual([
      {
        name: basename(folder),
        path: folder,
        status: 'damaged',
        message: expect.stringContaining(message),
        said: expect.anything(),
      },
    ]);
  });
});

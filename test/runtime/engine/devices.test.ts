/** Choosing a device, and what is said where one cannot be used. */
import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { withFallback } from '../../../runtime/engine/devices.ts';
import {
  type DeviceName,
  DeviceUnavailable,
  GraphNotSupported,
  listDevices,
  openEngine,
} from '../../../runtime/engine/index.ts';
import { finishGraph, GraphBuilder, input, square } from '../../../runtime/tensor/index.ts';
import { squareOperation } from '../../../runtime/tensor/operations/powers.ts';

describe('opening', () => {
  test('the cpu takes as many threads as there are cores, unless told', async () => {
    const all = await openEngine('cpu');
    expect(all.description).toMatchObject({ device: 'cpu', threads: availableParallelism() });
    const one = await openEngine('cpu', { threads: 1 });
    expect(one.description.text).toMatch(/^ONNX Runtime \d+\.\d+\.\d+, cpu, 1 thread$/);
    expect(one.description.cacheBytes).toBeGreaterThanOrEqual(128 * 1024);
    await Promise.all([all.dispose(), one.dispose()]);
  });

  test.each([0, 1.5, Number.NaN])('%s threads are refused', async (threads) => {
    await expect(openEngine('cpu', { threads })).rejects.toThrow('whole number of at least 1');
  });

  test('a device that does not exist is refused with those that do', async () => {
    const opening = openEngine('quantum' as DeviceName);
    await expect(opening).rejects.toThrow(DeviceUnavailable);
    await expect(opening).rejects.toThrow(
      'there is no device "quantum"; there are auto, cpu, webgpu, cuda, tensorflow',
    );
  });

  test('where the first choice fails, the cpu takes its place and the reason is told', async () => {
    const told: string[] = [];
    const fails = () => Promise.reject(new DeviceUnavailable('cuda cannot be used here: no driver'));
    const engine = await withFallback(fails, { threads: 1, onFallback: (reason) => told.push(reason) });
    expect(engine.description.device).toBe('cpu');
    expect(told).toEqual(['cuda cannot be used here: no driver\nThis run uses the cpu.']);
    await engine.dispose();
  });

  test('every device is either there or says what to install', async () => {
    const reports = await listDevices();
    expect(reports.map(({ device }) => device)).toEqual(['cpu', 'webgpu', 'cuda', 'tensorflow']);
    expect(reports[0]!.available).toBe(true);
    const install = { cpu: /npm install/, webgpu: /Vulkan/, cuda: /npm rebuild/, tensorflow: /npm install/ };
    for (const { device, available, detail } of reports)
      expect(detail).toMatch(
        available ? (device === 'tensorflow' ? /TensorFlow\.js/ : /ONNX Runtime/) : install[device],
      );
  });
});

describe('an operation that the device does not have', () => {
  const missing = {
    ...squareOperation,
    name: 'cube',
    onnx: (emit: { node(type: string, inputs: string[]): string }, _: unknown, [x]: readonly string[]) =>
      emit.node('NoSuchOperator', [x!]),
  };

  test.each(['float32', 'float64'] as const)('is named, with what it stands for: %s', async (precision) => {
    const engine = await openEngine('cpu', { threads: 1 });
    const builder = new GraphBuilder();
    const cube = builder.apply(missing as never, [square(input(builder, 'x', [2]))]);
    cube.label = 'term |r|^3';
    const compiling = engine.compile(finishGraph({ y: cube }), precision);
    await expect(compiling).rejects.toThrow(GraphNotSupported);
    await expect(compiling).rejects.toThrow(`cpu cannot run the operation "cube" (term |r|^3) in ${precision}`);
    await engine.dispose();
  });
});

import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { parseLine } from '../../runtime/events.ts';
import { oscillator } from './programs.ts';
import { folderWith, qham } from './qham.ts';

describe('qham export', () => {
  const folder = folderWith({ 'one.qham': oscillator({ steps: 3 }) });

  it('writes the wave function of a run as an ONNX model', async () => {
    const { stdout } = await qham(['run', 'one.qham', '--json', '--out', 'runs'], { cwd: folder });
    const { run } = JSON.parse(stdout);
    const written = await qham(['export', run, '--onnx', 'psi.onnx', '--walkers', '3'], { cwd: folder });
    expect(written).toMatchObject({
      code: 0,
      stdout: 'psi.onnx: ψ of Ground after 3 steps, for 3 walkers at a time\n',
    });
    const session = await ort.InferenceSession.create(join(folder, 'psi.onnx'));
    const { log_psi, sign } = await session.run({ walkers: new ort.Tensor('float32', [0, 1, 3], [3, 1]) });
    expect([...(sign!.data as Float32Array)]).toEqual([1, 1, 1]);
    const [near, , far] = log_psi!.data as Float32Array;
    // exp(N − 0.4 x²) with a network of eight units that has hardly been trained.
    expect(near! - far!).toBeGreaterThan(2);

    // For programs: nothing to read where all is well.
    const quiet = await qham(['export', run, '--onnx', 'again.onnx', '--events'], { cwd: folder });
    expect(quiet).toMatchObject({ code: 0, stdout: '', stderr: '' });

    const misnamed = await qham(['export', run, '--onnx', 'psi.json'], { cwd: folder });
    expect(misnamed).toMatchObject({ code: 2, stderr: expect.stringContaining('end it with .onnx') });
  });

  it('says what is missing', async () => {
    const nowhere = await qham(['export', 'nowhere', '--onnx', 'psi.onnx'], { cwd: folder });
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no run at') });
    const told = await qham(['export', 'nowhere', '--onnx', 'psi.onnx', '--events'], { cwd: folder });
    expect(parseLine(told.stdout.trim())).toMatchObject({ type: 'fault', said: { values: [join(folder, 'nowhere')] } });
    expect(told.stderr).toBe(nowhere.stderr);
    const unnamed = await qham(['export', 'nowhere'], { cwd: folder });
    expect(unnamed).toMatchObject({ code: 2, stderr: expect.stringContaining('--onnx') });
  });
});

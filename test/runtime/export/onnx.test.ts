/** Exported wave functions, read by ONNX Runtime as any other program would read them. */
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { loadProgram } from 'qham/compile';
import type { Experiment } from 'qham/experiment';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAnsatz } from '../../../runtime/ansatz/ansatz.ts';
import { initialParameters, parameterViews } from '../../../runtime/ansatz/parameters.ts';
import type { Engine } from '../../../runtime/engine/index.ts';
import { openEngine } from '../../../runtime/engine/index.ts';
import { walkerDimension } from '../../../runtime/experiment.ts';
import { exportOnnx } from '../../../runtime/export/onnx.ts';
import { RandomStream } from '../../../runtime/random/stream.ts';
import { finishGraph, GraphBuilder, input } from '../../../runtime/tensor/index.ts';
import { decodeModel } from '../../../runtime/tensor/onnx/schema.ts';

const WALKERS = 5;
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu', { threads: 1 });
});
afterAll(() => engine.dispose());

async function trained(example: string, train: string) {
  const program = await loadProgram(join(import.meta.dirname, '../../../examples', example));
  const experiment = program.experiment(train);
  const ansatz = buildAnsatz(experiment);
  const random = RandomStream.fromSeed(3);
  const parameters = parameterViews(ansatz.parameters, initialParameters(ansatz.parameters, random));
  const walkers = new Float32Array(WALKERS * walkerDimension(experiment.hamiltonian.space));
  random.fillNormal(walkers, 1);
  return { experiment, ansatz, parameters, walkers };
}

async function exported(experiment: Experiment, parameters: Record<string, Float32Array>, walkers: Float32Array) {
  const session = await ort.InferenceSession.create(exportOnnx(experiment, parameters, WALKERS));
  expect(session.inputNames).toEqual(['walkers']);
  return session.run({ walkers: new ort.Tensor('float32', walkers, [WALKERS, walkers.length / WALKERS]) });
}

const doubled = (arrays: Record<string, Float32Array>) =>
  Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, Float64Array.from(values)]));

describe('an exported wave function', () => {
  it('of several states has the values that training sees', async () => {
    const { experiment, ansatz, parameters, walkers } = await trained('oscillator.qham', 'Spectrum3D');
    const builder = new GraphBuilder();
    const graph = finishGraph({ psi: ansatz.psi(builder, input(builder, 'walkers', [WALKERS, 3])) });
    const session = await engine.compile(graph);
    const [own] = await session.run(parameters, [{ walkers }]);
    const { psi } = await exported(experiment, parameters, walkers);
    expect(psi!.dims).toEqual([WALKERS, 5]);
    const values = psi!.data as Float32Array;
    for (const [i, value] of own!.psi!.entries()) expect(values[i]).toBeCloseTo(value, 5);
  });

  it('of fermions changes its sign, and nothing else, when two of them change places', async () => {
    const { experiment, ansatz, parameters, walkers } = await trained('fermions.qham', 'Ground');
    const builder = new GraphBuilder();
    const { log, sign } = ansatz.logPsi(builder, input(builder, 'walkers', [WALKERS, 4]));
    const session = await engine.compile(finishGraph({ log, sign }), 'float64');
    const [own] = await session.run(doubled(parameters), [doubled({ walkers })]);
    const model = await ort.InferenceSession.create(exportOnnx(experiment, parameters, WALKERS, 'float64'));
    const at = (x: ArrayLike<number>) =>
      model.run({ walkers: new ort.Tensor('float64', Float64Array.from(x), [WALKERS, 4]) });
    const first = await at(walkers);
    const swapped = walkers.slice();
    for (let b = 0; b < WALKERS; b++) [swapped[4 * b], swapped[4 * b + 2]] = [swapped[4 * b + 2]!, swapped[4 * b]!];
    const second = await at(swapped);
    for (let b = 0; b < WALKERS; b++) {
      expect(first.log_psi!.data[b]).toBeCloseTo(own!.log![b]!, 9);
      expect(first.sign!.data[b]).toBe(own!.sign![b]);
      expect(second.sign!.data[b]).toBe(-first.sign!.data[b]!);
      expect(second.log_psi!.data[b]).toBeCloseTo(first.log_psi!.data[b] as number, 9);
    }
  });

  it('says what it takes and gives', async () => {
    const { experiment, parameters } = await trained('oscillator.qham', 'Spectrum3D');
    const { docString } = decodeModel(exportOnnx(experiment, parameters, 7));
    expect(docString).toContain('walkers [7, 3]: coordinates in oscillator units: r[1], r[2], r[3].');
    expect(docString).toContain('psi [7, 5]');
  });

  it('needs every parameter', async () => {
    const { experiment, parameters } = await trained('oscillator.qham', 'Ground');
    const { 'N.weight1': _, ...rest } = parameters;
    expect(() => exportOnnx(experiment, rest, 1)).toThrow('N.weight1 has no values');
  });
});

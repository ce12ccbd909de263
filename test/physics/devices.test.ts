/** The same training on every kind of engine gives the same energies, to the rounding of float32. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { openEngine } from '../../runtime/engine/index.ts';
import { TensorFlowEngine } from '../../runtime/engine/tensorflow-engine.ts';
import { trainShortly } from './trainings.ts';

const CHROMIUM = '/usr/lib/chromium';
const driver = existsSync(`${CHROMIUM}/vk_swiftshader_icd.json`) && existsSync(`${CHROMIUM}/libvulkan.so.1`);
/** A few steps let differences of 1e-7 grow, but no walker's acceptance changed in between. */
const ROUNDING = 1e-5;

let reference: number[][];
beforeAll(async () => {
  const engine = await openEngine('cpu');
  reference = await trainShortly(engine);
  await engine.dispose();
});

function expectEqual(energies: number[][]): void {
  expect(energies.map((row) => row.length)).toEqual(reference.map((row) => row.length));
  energies.flat().forEach((energy, i) => {
    const expected = reference.flat()[i]!;
    expect(Math.abs(energy - expected) / Math.abs(expected), `energy ${i}`).toBeLessThan(ROUNDING);
  });
}

it('on TensorFlow.js', async () => {
  await tf.setBackend('cpu');
  expectEqual(await trainShortly(new TensorFlowEngine(tf)));
});

// Without the driver this is a skip to be seen; under CI it is a failure.
it.skipIf(!driver && process.env.CI !== 'true')('on webgpu, with a software driver', async () => {
  expect(driver, `${CHROMIUM} has no software Vulkan driver: apt-get install chromium`).toBe(true);
  const program = fileURLToPath(new URL('./short-trainings.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, 'webgpu'],
    { env: { ...process.env, LD_LIBRARY_PATH: CHROMIUM, VK_ICD_FILENAMES: `${CHROMIUM}/vk_swiftshader_icd.json` } },
  );
  expectEqual(JSON.parse(stdout) as number[][]);
});

/** Which devices there are, and opening them. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { type Phrase, say } from '@qham/grammar/phrase';
import { finishGraph, GraphBuilder } from '../tensor/graph.ts';
import { input } from '../tensor/operations/input.ts';
import { square } from '../tensor/operations/powers.ts';
import { type DeviceName, DeviceUnavailable, type Engine } from './engine.ts';
import { OnnxEngine } from './onnx-engine.ts';
import { openTensorFlow } from './tensorflow-engine.ts';

export const DEVICES: readonly DeviceName[] = ['cpu', 'webgpu', 'cuda', 'tensorflow'];

export interface EngineOptions {
  /** Computing threads of the cpu; default: as many as the machine has cores. */
  threads?: number;
  /** Told why, when `auto` finds a GPU's software but cannot use it and takes the cpu instead. */
  onFallback?: (reason: string) => void;
}

const INSTALL = {
  cpu: say`Install ONNX Runtime again: npm install`,
  webgpu: say`webgpu needs a GPU whose driver speaks Vulkan (Linux: the driver of its vendor and the package libvulkan1), Direct3D 12 (Windows) or Metal (macOS).`,
  cuda: say`cuda needs an NVIDIA driver, CUDA 12, cuDNN 9 and the CUDA part of ONNX Runtime: npm rebuild onnxruntime-node --onnxruntime-node-install=cuda12`,
} as const;

/**
 * Opens an engine. `auto` is cuda where it can be used, else cpu; webgpu only runs when it is asked for, because graphs of
 * the usual size are faster on the cpu: hundreds of small kernels a step cost more to start than to compute.
 * @throws DeviceUnavailable saying what to install when the device cannot be used, or that there is no such device.
 */
export async function openEngine(device: 'auto' | DeviceName, options: EngineOptions = {}): Promise<Engine> {
  switch (device) {
    case 'auto':
      if (cudaFault()) return openEngine('cpu', options);
      return withFallback(() => openOnnx('cuda', 1), options);
    case 'cpu':
      return openOnnx('cpu', threadCount(options.threads));
    case 'webgpu':
      return openOnnx('webgpu', 1);
    case 'cuda': {
      const fault = cudaFault();
      if (fault) throw new DeviceUnavailable(say`cuda cannot be used here: ${fault}\n${INSTALL.cuda}`);
      return openOnnx('cuda', 1);
    }
    case 'tensorflow':
      return openTensorFlow();
    default:
      throw new DeviceUnavailable(say`there is no device "${device}"; there are auto, ${DEVICES.join(', ')}`);
  }
}

export interface DeviceReport {
  device: DeviceName;
  available: boolean;
  /** What it is, or why it cannot be used and what to install. */
  detail: string;
}

/** Tries every device. */
export async function listDevices(): Promise<DeviceReport[]> {
  const reports: DeviceReport[] = [];
  for (const device of DEVICES) {
    try {
      const engine = await openEngine(device);
      reports.push({ device, available: true, detail: engine.description.text });
      await engine.dispose();
    } catch (error) {
      reports.push({ device, available: false, detail: (error as Error).message });
    }
  }
  return reports;
}

/** The engine that `open` opens, or the cpu where that fails, which is told. */
export async function withFallback(open: () => Promise<Engine>, options: EngineOptions): Promise<Engine> {
  try {
    return await open();
  } catch (error) {
    options.onFallback?.(`${(error as Error).message}\nThis run uses the cpu.`);
    return openEngine('cpu', options);
  }
}

/** Opens the device and computes something small on it. */
async function openOnnx(device: 'cpu' | 'webgpu' | 'cuda', threads: number): Promise<Engine> {
  const engine = new OnnxEngine(device, threads);
  const x = input(new GraphBuilder(), 'x', [2]);
  try {
    const session = await engine.compile(finishGraph({ y: square(x) }));
    const [result] = await session.run({}, [{ x: Float32Array.of(1, -3) }]);
    await session.dispose();
    if (result!.y![1] !== 9) throw new Error(`it says that (−3)² is ${result!.y![1]}`);
    return engine;
  } catch (error) {
    await engine.dispose();
    throw new DeviceUnavailable(say`${device} cannot be used here: ${(error as Error).message}\n${INSTALL[device]}`);
  }
}

/** Why cuda is out of the question, found without starting anything; null where it is worth a try. */
function cudaFault(): Phrase | null {
  const { platform, arch } = process;
  if (platform !== 'linux' || arch !== 'x64') return say`ONNX Runtime has no CUDA for ${platform}/${arch}`;
  const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  const library = join(folder, 'bin/napi-v6/linux/x64/libonnxruntime_providers_cuda.so');
  return existsSync(library) ? null : say`the CUDA part of ONNX Runtime is not installed`;
}

function threadCount(asked: number | undefined): number {
  if (asked === undefined) return availableParallelism();
  if (!Number.isInteger(asked) || asked < 1)
    throw new Error(`the number of threads must be a whole number of at least 1, not ${asked}`);
  return asked;
}

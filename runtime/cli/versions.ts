import { createRequire } from 'node:module';
import { VERSION } from './version.ts';

/** Versions of the programs that take part in a run, by name. */
export function runtimeVersions(): Record<string, string> {
  return { qham: VERSION, node: process.versions.node, onnxruntime: onnxRuntimeVersion() ?? 'missing' };
}

function onnxRuntimeVersion(): string | null {
  try {
    return createRequire(import.meta.url)('onnxruntime-node/package.json').version;
  } catch {
    return null;
  }
}

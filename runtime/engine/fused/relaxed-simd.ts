import { KernelBuilder } from './simd.ts';
import { encodeModule } from './wasm-module.ts';

let known: boolean | undefined;

/** Whether this JavaScript engine has relaxed SIMD, whose fused multiply-add kernels prefer (V8 11.4 and later). */
export function hasRelaxedSimd(): boolean {
  if (known !== undefined) return known;
  const b = new KernelBuilder(true);
  const one = b.constant(1);
  b.multiplyAdd(one, one, one);
  known = WebAssembly.validate(encodeModule([b.finish()], 1));
  return known;
}

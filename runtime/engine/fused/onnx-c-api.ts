/**
 * The functions of ONNX Runtime's C interface that programs need, from the shared library inside the package
 * `onnxruntime-node`. That interface is a table of function pointers whose order never changes (onnxruntime_c_api.h, `OrtApi`).
 *
 * The package's own binding copies every output into a new array after each run, also where it was given one to write into.
 * For the matrix product of a block that takes a quarter of the time, and keeps the garbage collector busy.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import koffi, { type LibraryHandle } from 'koffi';

/** An object of ONNX Runtime; what koffi makes of its address. */
export type Handle = unknown;

/** The version of the table that is asked for; later ones only add to it. */
const VERSION = 17;
const POINTER = koffi.sizeof('void *');

/** Place in the table, result and arguments of each function. A function of a status returns null when all is well. */
const FUNCTIONS = {
  getErrorMessage: [2, 'const char *', ['void *']],
  createEnv: [3, 'void *', ['int', 'const char *', '_Out_ void **']],
  createSessionFromArray: [8, 'void *', ['void *', 'const void *', 'size_t', 'void *', '_Out_ void **']],
  createSessionOptions: [10, 'void *', ['_Out_ void **']],
  setIntraOpNumThreads: [24, 'void *', ['void *', 'int']],
  setInterOpNumThreads: [25, 'void *', ['void *', 'int']],
  createTensorWithData: [
    49,
    'void *',
    ['void *', 'void *', 'size_t', 'const int64_t *', 'size_t', 'int', '_Out_ void **'],
  ],
  createCpuMemoryInfo: [69, 'void *', ['int', 'int', '_Out_ void **']],
  releaseStatus: [93, 'void', ['void *']],
  releaseSession: [95, 'void', ['void *']],
  releaseValue: [96, 'void', ['void *']],
  runWithBinding: [133, 'void *', ['void *', 'void *', 'void *']],
  createIoBinding: [134, 'void *', ['void *', '_Out_ void **']],
  releaseIoBinding: [135, 'void', ['void *']],
  bindInput: [136, 'void *', ['void *', 'const char *', 'void *']],
  bindOutput: [137, 'void *', ['void *', 'const char *', 'void *']],
} as const;
type Name = keyof typeof FUNCTIONS;

export type OnnxCApi = Readonly<Record<Name, (...values: unknown[]) => unknown>>;

/** Kept for as long as the thread lives: koffi unloads a library that nothing refers to, and pointers to functions do not count. */
let library: LibraryHandle | undefined;

/** @throws Error where the library is not there or does not load */
export function loadOnnxCApi(): OnnxCApi {
  library ??= koffi.load(sharedLibrary());
  const base = library.func('OrtGetApiBase', 'void *', [])();
  const table = entry(base, 0, 'void *', ['uint32_t'])(VERSION);
  const functions = Object.entries(FUNCTIONS).map(([name, [place, result, values]]) => [
    name,
    entry(table, place, result, values),
  ]);
  return Object.fromEntries(functions) as OnnxCApi;
}

/** The object that a function creates in its last argument. @throws Error with ONNX Runtime's message */
export function created(api: OnnxCApi, name: Name, ...values: unknown[]): Handle {
  const result: [Handle] = [null];
  succeed(api, api[name](...values, result));
  return result[0];
}

/** @throws Error with ONNX Runtime's message, unless all is well */
export function succeed(api: OnnxCApi, status: unknown): void {
  if (status === null) return;
  const message = api.getErrorMessage(status) as string;
  api.releaseStatus(status);
  throw new Error(message);
}

function entry(table: Handle, place: number, result: string, values: readonly string[]) {
  const pointer: unknown = koffi.decode(table, POINTER * place, 'void *');
  return koffi.decode(pointer, koffi.proto(result, [...values])) as (...values: unknown[]) => unknown;
}

/** libonnxruntime.so.1, libonnxruntime.1.30.0.dylib or onnxruntime.dll */
function sharedLibrary(): string {
  const main = createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
  const folder = join(dirname(main), 'bin/napi-v6', process.platform, process.arch);
  const name = readdirSync(folder).find((file) => /^(lib)?onnxruntime(\.so|[.\d]*\.dylib|\.dll)/.test(file));
  if (!name) throw new Error(`ONNX Runtime has no library in ${folder}`);
  return join(folder, name);
}

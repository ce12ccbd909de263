// `npm run package`: one VSIX for this platform with all that training needs: the extension, the language server, the `qham`
// command and the binaries of ONNX Runtime and koffi. Nothing is fetched when it is installed.
//
//   --out FILE   where it goes; qham-vscode-<platform>-<version>.vsix if not given
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { thirdPartyNotices } from './third-party-notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const extension = join(root, 'extension');
const stage = join(root, '.cache/package');
/** How the marketplace names the platforms that ONNX Runtime has binaries for. */
const TARGETS = {
  'linux x64': 'linux-x64',
  'linux arm64': 'linux-arm64',
  'darwin x64': 'darwin-x64',
  'darwin arm64': 'darwin-arm64',
  'win32 x64': 'win32-x64',
  'win32 arm64': 'win32-arm64',
};

const target = TARGETS[`${process.platform} ${process.arch}`];
if (!target) throw new Error(`ONNX Runtime has no binaries for ${process.platform} on ${process.arch}`);
const manifest = JSON.parse(await readFile(join(extension, 'package.json'), 'utf8'));
const at = process.argv.indexOf('--out');
const out = resolve(at < 0 ? join(root, `${manifest.name}-${target}-${manifest.version}.vsix`) : process.argv[at + 1]);

const parts = {
  'extension/dist': 'dist',
  'extension/media': 'media',
  'language-server/dist/main.cjs': 'dist/language-server.cjs',
  'language-server/dist/typesetter.cjs': 'dist/typesetter.cjs',
  'runtime/dist': 'dist/runtime',
  'extension/package.nls.json': 'package.nls.json',
  examples: 'dist/examples',
  LICENSE: 'LICENSE',
  'PRIVACY.md': 'PRIVACY.md',
  'CHANGELOG.md': 'CHANGELOG.md',
  'extension/README.md': 'README.md',
};
await rm(stage, { recursive: true, force: true });
await mkdir(stage, { recursive: true });
for (const [from, to] of Object.entries(parts)) {
  if (!existsSync(join(root, from))) throw new Error(`${from} is missing: run npm run build first`);
  await cp(join(root, from), join(stage, to), { recursive: true, filter: (path) => !path.endsWith('.map') });
}
const modules = join(stage, 'dist/runtime/node_modules');
const native = [...(await copyOnnxRuntime(modules)), ...(await copyKoffi(modules))];
const bundles = ['extension/dist', 'language-server/dist', 'runtime/dist'].map((folder) => join(root, folder));
await writeFile(join(stage, 'ThirdPartyNotices.txt'), await thirdPartyNotices(bundles, native));
// The extension hosts of browsers refuse a package of modules, also where no file of it is one.
const { devDependencies: _, private: __, type: ___, ...published } = manifest;
await writeFile(join(stage, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
// What is staged is what is packaged.
await writeFile(join(stage, '.vscodeignore'), '');

await createVSIX({ cwd: stage, packagePath: out, target, dependencies: false, allowMissingRepository: true });
await rm(stage, { recursive: true });
const { size } = await stat(out);
console.log(`${relative(process.cwd(), out)}: ${(size / 1e6).toFixed(1)} MB`);

/** Copies ONNX Runtime's packages with the binaries of this platform only. @returns the folders that they came from */
async function copyOnnxRuntime(into) {
  const require = createRequire(join(root, 'runtime/package.json'));
  const node = dirname(require.resolve('onnxruntime-node/package.json'));
  const common = join(dirname(node), 'onnxruntime-common');
  const own = join(node, 'bin/napi-v6', process.platform, process.arch);
  const wanted = (path) => !/\.(map|ts|md)$/.test(path);
  for (const name of ['package.json', 'dist'])
    await cp(join(node, name), join(into, 'onnxruntime-node', name), { recursive: true, filter: wanted });
  await cp(own, join(into, 'onnxruntime-node', relative(node, own)), { recursive: true });
  for (const name of await readdir(common))
    if (name === 'package.json' || name === 'dist')
      await cp(join(common, name), join(into, 'onnxruntime-common', name), { recursive: true, filter: wanted });
  // Unused by `require`: the build of onnxruntime-common for browsers.
  await rm(join(into, 'onnxruntime-common/dist/esm'), { recursive: true, force: true });
  return [node, common];
}

/** Copies koffi with the binary of this platform only. @returns the folders that it came from */
async function copyKoffi(into) {
  const require = createRequire(join(root, 'runtime/package.json'));
  const koffi = dirname(require.resolve('koffi'));
  const binaries = join(dirname(koffi), '@koromix', `koffi-${process.platform}-${process.arch}`);
  for (const name of ['package.json', 'index.js', 'src/koffi/index.js', 'src/koffi/src/static.js'])
    await cp(join(koffi, name), join(into, 'koffi', name));
  const wanted = (path) => !/\.md$|musl/.test(path);
  await cp(binaries, join(into, relative(dirname(koffi), binaries)), { recursive: true, filter: wanted });
  return [koffi];
}

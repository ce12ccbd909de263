// `npm run package`: one VSIX for this platform with all that training needs: the extension, the language server, the `qham`
// command and the binaries of ONNX Runtime and koffi. Nothing is fetched when it is installed.
//
//   --target web       one for browsers without a machine behind them: the language alone
//   --out FILE         where it goes; qham-vscode-<target>-<version>.vsix if not given
//   --unpacked FOLDER  leaves what is packaged in this folder too, which must not exist
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createVSIX } from '@vscode/vsce';
import { thirdPartyNotices } from './third-party-notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** How the marketplace names the platforms that ONNX Runtime has binaries for. */
const TARGETS = {
  'linux x64': 'linux-x64',
  'linux arm64': 'linux-arm64',
  'darwin x64': 'darwin-x64',
  'darwin arm64': 'darwin-arm64',
  'win32 x64': 'win32-x64',
  'win32 arm64': 'win32-arm64',
};
const WEB = 'web';
/** Bundles that only an extension host in a browser runs; it runs no others. */
const FOR_BROWSERS = ['extension.web.js', 'language-server.web.js'];

/** What is in a package of every target. */
const COMMON = {
  'extension/dist/language-configuration.json': 'dist/language-configuration.json',
  'extension/dist/qham.tmLanguage.json': 'dist/qham.tmLanguage.json',
  'extension/media': 'media',
  'extension/l10n': 'l10n',
  'extension/package.nls.json': 'package.nls.json',
  LICENSE: 'LICENSE',
  'PRIVACY.md': 'PRIVACY.md',
  'CHANGELOG.md': 'CHANGELOG.md',
  'extension/README.md': 'README.md',
};
const IN_BROWSERS = Object.fromEntries(FOR_BROWSERS.map((name) => [`extension/dist/${name}`, `dist/${name}`]));
const ON_MACHINES = {
  'extension/dist': 'dist',
  'language-server/dist/main.cjs': 'dist/language-server.cjs',
  'language-server/dist/typesetter.cjs': 'dist/typesetter.cjs',
  'runtime/dist': 'dist/runtime',
  examples: 'dist/examples',
};

const { values } = parseArgs({
  options: { target: { type: 'string' }, out: { type: 'string' }, unpacked: { type: 'string' } },
});
const here = TARGETS[`${process.platform} ${process.arch}`];
const target = values.target ?? here;
if (!target) throw new Error(`ONNX Runtime has no binaries for ${process.platform} on ${process.arch}`);
if (target !== WEB && target !== here)
  throw new Error(`a package for ${target} is made on ${target}, and this is ${here}`);
const manifest = JSON.parse(await readFile(join(root, 'extension/package.json'), 'utf8'));
const out = resolve(values.out ?? join(root, `${manifest.name}-${target}-${manifest.version}.vsix`));

const stage = await mkdtemp(join(tmpdir(), 'qham-stage-'));
try {
  const bundles = target === WEB ? await stageForBrowsers() : await stageForMachines();
  await writeFile(join(stage, 'ThirdPartyNotices.txt'), await thirdPartyNotices(...bundles));
  await writeFile(join(stage, 'package.json'), `${JSON.stringify(publishedManifest(), null, 2)}\n`);
  // What is staged is what is packaged.
  await writeFile(join(stage, '.vscodeignore'), '');
  await createVSIX({ cwd: stage, packagePath: out, target, dependencies: false, allowMissingRepository: true });
  if (values.unpacked) await cp(stage, resolve(values.unpacked), { recursive: true, errorOnExist: true, force: false });
} finally {
  await rm(stage, { recursive: true });
}
const { size } = await stat(out);
console.log(`${relative(process.cwd(), out)}: ${(size / 1e6).toFixed(1)} MB`);

/** An extension host takes `browser` or `main`. Those of browsers refuse a package of modules, also where no file of it is one. */
function publishedManifest() {
  const { devDependencies: _, private: __, type: ___, main, browser, extensionKind, ...published } = manifest;
  return target === WEB ? { ...published, browser } : { ...published, main, extensionKind };
}

/** Copies everything from the left names to the right ones. */
async function copy(parts, leaveOut = []) {
  const wanted = (path) => !path.endsWith('.map') && !leaveOut.some((name) => path.endsWith(name));
  for (const [from, to] of Object.entries(parts)) {
    if (!existsSync(join(root, from))) throw new Error(`${from} is missing: run npm run build first`);
    await cp(join(root, from), join(stage, to), { recursive: true, filter: wanted });
  }
}

/** @returns the bundles whose parts have licences, and packages that are packaged as they are */
async function stageForBrowsers() {
  await copy({ ...COMMON, ...IN_BROWSERS });
  return [FOR_BROWSERS.map((name) => join(root, 'extension/dist', name)), []];
}

/** @returns as above */
async function stageForMachines() {
  await copy({ ...COMMON, ...ON_MACHINES }, FOR_BROWSERS);
  const modules = join(stage, 'dist/runtime/node_modules');
  const native = [...(await copyOnnxRuntime(modules)), ...(await copyKoffi(modules))];
  const folders = ['extension/dist', 'language-server/dist', 'runtime/dist'];
  const files = await Promise.all(
    folders.map(async (folder) => (await readdir(join(root, folder))).map((name) => join(root, folder, name))),
  );
  const bundles = files.flat().filter((file) => !FOR_BROWSERS.some((name) => file.endsWith(name)));
  return [bundles, native];
}

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

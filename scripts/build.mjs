// Bundles what runs outside the source tree: the `qham` command, the worker of its engine, the language server and the
// extension. `npm run build` generates the parser first.
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(await readFile(join(root, 'runtime/package.json'), 'utf8'));

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  // Names stay, so that a stack in a bug report can be read.
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  define: { QHAM_VERSION: JSON.stringify(version) },
};

/** @type {import('esbuild').BuildOptions} */
const runtime = {
  ...shared,
  entryPoints: [
    { in: 'runtime/cli/main.ts', out: 'qham' },
    { in: 'runtime/engine/onnx-worker.ts', out: 'onnx-worker' },
  ].filter((entry) => existsSync(join(root, entry.in))),
  outdir: 'runtime/dist',
  format: 'esm',
  // What a command does not need is not loaded: dynamic imports become chunks of their own.
  splitting: true,
  chunkNames: 'chunk-[hash]',
  outExtension: { '.js': '.mjs' },
  external: ['onnxruntime-node', 'koffi', '@tensorflow/*'],
  // Bundled CommonJS packages ask for Node's modules with `require`.
  banner: {
    js: "import { createRequire as qhamCreateRequire } from 'node:module'; const require = qhamCreateRequire(import.meta.url);",
  },
};

/** What typesets formulas is loaded with the first one, so it is a file of its own. */
const TYPESETTER = 'typesetter.cjs';

/** @type {import('esbuild').Plugin} */
const typesetterApart = {
  name: 'typesetter apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/mathjax\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: `./${TYPESETTER}`, external: true } : undefined,
    );
  },
};

/** @type {import('esbuild').BuildOptions} */
const typesetter = {
  ...shared,
  entryPoints: ['language-server/typeset/mathjax.ts'],
  outfile: `language-server/dist/${TYPESETTER}`,
  format: 'cjs',
  // Nothing of the project's own is in it.
  minify: true,
};

/** @type {import('esbuild').BuildOptions} */
const languageServer = {
  ...shared,
  entryPoints: ['language-server/main.ts'],
  outfile: 'language-server/dist/main.cjs',
  format: 'cjs',
  plugins: [typesetterApart],
};

const builds = [runtime, languageServer, typesetter];
if (existsSync(join(root, 'extension/build.mjs'))) {
  const { buildOptions } = await import('../extension/build.mjs');
  builds.push(...[buildOptions].flat());
}

const present = builds.filter(({ entryPoints }) =>
  entriesOf(entryPoints).every((file) => existsSync(join(root, file))),
);
const results = await Promise.all(present.map((options) => build({ ...options, metafile: true })));
await removeStale(join(root, 'runtime/dist'), results);

/** @param {import('esbuild').BuildOptions['entryPoints']} entryPoints */
function entriesOf(entryPoints) {
  if (!entryPoints) return [];
  if (!Array.isArray(entryPoints)) return Object.values(entryPoints);
  return entryPoints.map((entry) => (typeof entry === 'string' ? entry : entry.in));
}

/** Removes chunks of earlier builds; the new files are there already, so a `qham` that starts meanwhile finds its own. */
async function removeStale(folder, results) {
  const written = new Set(
    results.flatMap((result) => Object.keys(result.metafile.outputs)).map((file) => join(root, file)),
  );
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (/^(chunk-|qham|onnx-worker)/.test(name) && !written.has(path)) await rm(path);
  }
}

// What scripts/build.mjs makes of the extension: the part in the extension host, the script and style of the Energies view,
// and the two files of the grammar that VS Code reads itself.
import { fileURLToPath } from 'node:url';

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  bundle: true,
  sourcemap: 'linked',
  sourcesContent: false,
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  outdir: 'extension/dist',
};

/** @type {import('esbuild').BuildOptions[]} */
export const buildOptions = [
  {
    ...shared,
    entryPoints: [{ in: 'extension/extension.ts', out: 'extension' }],
    platform: 'node',
    // The oldest VS Code that is supported runs it in a Node 20.
    target: 'node20',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
  },
  {
    ...shared,
    entryPoints: [{ in: 'extension/extension.web.ts', out: 'extension.web' }],
    platform: 'browser',
    target: 'chrome132',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...shared,
    entryPoints: [{ in: 'language-server/main-browser.ts', out: 'language-server.web' }],
    platform: 'browser',
    target: 'chrome132',
    format: 'iife',
    minify: true,
  },
  {
    ...shared,
    entryPoints: ['energies', 'compare', 'typeset'].map((view) => ({ in: `extension/webview/${view}.ts`, out: view })),
    platform: 'browser',
    target: 'chrome132',
    format: 'iife',
    minify: true,
  },
  {
    ...shared,
    entryPoints: [
      { in: 'grammar/language-configuration.json', out: 'language-configuration' },
      { in: 'grammar/syntaxes/qham.tmLanguage.json', out: 'qham.tmLanguage' },
    ],
    loader: { '.json': 'copy' },
  },
];

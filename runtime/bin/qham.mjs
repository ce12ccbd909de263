#!/usr/bin/env node
// Starts the bundled command. Plain JavaScript, so that an old Node or a missing build gets a sentence and not a stack.
import { existsSync } from 'node:fs';
import module from 'node:module';

const major = Number(process.versions.node.split('.')[0]);
const bundle = new URL('../dist/qham.mjs', import.meta.url);

if (major < 20) {
  process.stderr.write(`qham needs Node 20 or newer; this is Node ${process.versions.node}.\n`);
  process.exitCode = 4;
} else if (!existsSync(bundle)) {
  process.stderr.write('qham is not built yet: run `npm run build` in its folder.\n');
  process.exitCode = 4;
} else {
  // Halves the start-up time from the second start on; not there before Node 22.8.
  module.enableCompileCache?.();
  await import(bundle.href);
}

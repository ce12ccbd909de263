// Runs after `npm ci`: generates the parser from the grammar and builds the bundles that `qham` and the extension start.
import { spawnSync } from 'node:child_process';

const result = spawnSync('npm', ['run', 'build', '--silent'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exit(result.status ?? 1);

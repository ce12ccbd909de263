// `npm run bench [NAME…]`: every benchmark, or those named, as Markdown on stdout.
import { spawnSync } from 'node:child_process';

const result = spawnSync(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', 'test/bench/main.ts', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
process.exit(result.status ?? 1);

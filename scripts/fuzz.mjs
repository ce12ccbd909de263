// `npm run fuzz -- --runs N [--seed S]`: random texts through the parser, the checker, the formatter and every feature of the editor.
import { spawnSync } from 'node:child_process';

const options = ['--disable-warning=ExperimentalWarning', 'test/fuzz/main.ts', ...process.argv.slice(2)];
const result = spawnSync(process.execPath, options, { stdio: 'inherit' });
process.exit(result.status ?? 1);

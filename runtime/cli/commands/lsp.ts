import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Console } from '../console.ts';
import { EXIT, type ExitCode, UsageError } from '../exit-code.ts';

/** Beside the bundled command; the server is a bundle of its own. */
const SERVER = new URL('../../language-server/dist/main.cjs', import.meta.url);

/** Starts the language server in this process; it goes on until its client says `exit`. */
export async function lsp(console: Console, options: { stdio?: boolean }): Promise<ExitCode> {
  if (!options.stdio) throw new UsageError('write qham lsp --stdio: the server talks over stdin and stdout only');
  if (!existsSync(SERVER)) {
    console.err.write(`the language server is not built: ${fileURLToPath(SERVER)} is missing; run npm run build\n`);
    return EXIT.device;
  }
  // The server finds its transport, --stdio, in process.argv.
  await import(SERVER.href);
  return EXIT.fine;
}

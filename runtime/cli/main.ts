import { openConsole } from './console.ts';
import { runCommandLine } from './program.ts';

// A run under way must not keep the process once its command has ended, nor cut off what stdout still has to write.
process.exitCode = await runCommandLine(process.argv.slice(2), openConsole(process));

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Channel, Console } from '../../runtime/cli/console.ts';
import { runCommandLine } from '../../runtime/cli/program.ts';
import { painter } from '../../runtime/cli/style.ts';

function silentConsole(): Console & { said: () => string } {
  let text = '';
  const channel: Channel = {
    isTerminal: false,
    columns: 80,
    paint: painter(false),
    write: (more) => {
      text += more;
    },
  };
  return { out: channel, err: channel, onReaderGone: () => {}, said: () => text };
}

/** Words that mean something, words that nearly do, and rubbish; no file is named that there is. */
const word = fc.oneof(
  fc.constantFrom(
    'check',
    'run',
    'show',
    'resume',
    'help',
    'list',
    'nowhere.qham',
    '--',
    '-',
    '--json',
    '--events',
    '--format',
  ),
  fc.constantFrom(
    '--set',
    '--steps',
    '--seed',
    '--threads',
    '--device',
    '--out',
    '--parent-pipe',
    '--help',
    '-h',
    '-V',
  ),
  fc.constantFrom('json', 'sarif', '1', '-1', '1e3', 'D=4', 'D=', '=', 'NaN', ''),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);

it('any arguments end with 0, 2 or 4 and a word about it, never with a fault of qham', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 8 }), async (args) => {
      const console = silentConsole();
      const code = await runCommandLine(args, console);
      expect([0, 2, 4]).toContain(code);
      expect(console.said()).not.toContain('Please report');
      if (code !== 0) expect(console.said()).not.toBe('');
    }),
    { numRuns: 300 },
  );
});

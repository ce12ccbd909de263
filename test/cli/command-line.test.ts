import { describe, expect, it } from 'vitest';
import packageJson from '../../runtime/package.json' with { type: 'json' };
import { qham } from './qham.ts';

const COMMANDS = ['check', 'run', 'resume', 'list', 'show', 'doctor', 'lsp'];

describe('the command line', () => {
  it('says its version', async () => {
    expect(await qham(['--version'])).toMatchObject({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });

  it('names every command and every exit code in its help', async () => {
    const { code, stdout } = await qham(['--help']);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    for (const exit of [0, 1, 2, 3, 4, 130]) expect(stdout).toMatch(new RegExp(`^  ${exit} `, 'm'));
    expect(stdout).toContain('Examples:\n  qham check');
  });

  it.each(COMMANDS)('has help with examples for %s', async (command) => {
    const { code, stdout } = await qham([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: qham ${command}`);
    expect(stdout).toContain(`Examples:\n  qham ${command}`);
  });

  it.each([
    { args: [], says: 'Usage: qham' },
    { args: ['chekc'], says: 'Did you mean check?' },
    { args: ['run', 'f.qham', '--seeds', '3'], says: 'Did you mean --seed?' },
    { args: ['run'], says: "missing required argument 'file'" },
    { args: ['run', 'f.qham', '--steps', 'many'], says: '--steps many: expected a whole number from 1 up' },
    { args: ['run', 'f.qham', '--steps', '0'], says: '--steps 0: expected a whole number from 1 up' },
    { args: ['run', 'f.qham', '--seed', '4294967296'], says: 'from 0 to 4294967295' },
    { args: ['run', 'f.qham', '--threads', '-1'], says: '--threads -1: expected a whole number from 1 to 1024' },
    { args: ['run', 'f.qham', '--json', '--events'], says: "'--events' cannot be used with option '--json'" },
    { args: ['run', 'f.qham', '--set', 'D'], says: 'write name=value' },
    { args: ['check', 'f.qham', '--format', 'xml'], says: 'Allowed choices are text, json, github, sarif' },
    { args: ['list', 'a', 'b'], says: 'too many arguments' },
    { args: ['lsp'], says: 'qham lsp --stdio' },
    { args: ['resume', 'nowhere'], says: 'there is no run at' },
    { args: ['show', '.'], says: 'is not a run' },
  ])('refuses $args with 2', async ({ args, says }) => {
    const { code, stdout, stderr } = await qham(args);
    expect(stderr).toContain(says);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

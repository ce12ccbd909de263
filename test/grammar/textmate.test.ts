import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createQhamServices, FUNCTION_NAMES } from '@qham/grammar';
import { describe, expect, it } from 'vitest';
import { codesOf } from './marked.ts';

const root = join(import.meta.dirname, '../..');
const GRAMMAR = join(root, 'grammar/syntaxes/qham.tmLanguage.json');
const tool = join(
  dirname(createRequire(import.meta.url).resolve('vscode-tmgrammar-test/package.json')),
  'dist/snapshot.js',
);

const patterns = async () => JSON.stringify(JSON.parse(await readFile(GRAMMAR, 'utf8')));

describe('the TextMate grammar', () => {
  it.each(['test/grammar/textmate/constructs.qham'])('colours %s as before', (file) => {
    // Without a snapshot the tool would write one and be content; that is for a person to do, not for a test.
    expect(
      existsSync(join(root, `${file}.snap`)),
      `node_modules/.bin/vscode-tmgrammar-snap -u writes ${file}.snap`,
    ).toBe(true);
    const run = spawnSync(process.execPath, [tool, '--grammar', GRAMMAR, '--scope', 'source.qham', file], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(run.status, `${run.stdout}${run.stderr}`).toBe(0);
  });

  it('is shown on a text that the parser reads', async () => {
    const text = await readFile(join(root, 'test/grammar/textmate/constructs.qham'), 'utf8');
    expect((await codesOf(text)).filter((code) => code.startsWith('QH00'))).toEqual([]);
  });

  it('knows every function of the language', async () => {
    const text = await patterns();
    for (const { name } of FUNCTION_NAMES) expect(text).toMatch(new RegExp(`[|:]${name}[|)]`));
  });

  it('knows every word of the language', async () => {
    const { qham } = createQhamServices();
    const words = Object.keys(qham.parser.Lexer.definition).filter(
      (word) => /^\p{L}+$/u.test(word) && word === word.toLowerCase(),
    );
    expect(words.length).toBeGreaterThan(15);
    const text = await patterns();
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });
});

describe('the language configuration', () => {
  const configuration = async () =>
    JSON.parse(await readFile(join(root, 'grammar/language-configuration.json'), 'utf8')) as {
      wordPattern: { pattern: string; flags: string };
      indentationRules: Record<string, string>;
      onEnterRules: { beforeText: string }[];
    };

  it('takes names with Greek letters, subscripts and primes for one word', async () => {
    const { pattern, flags } = (await configuration()).wordPattern;
    const words = 'ω₀·ψ′ + ħ^2/(2*m_e) x₁² 1.5e-3 \\nabla'.match(new RegExp(pattern, `${flags}g`));
    expect(words).toEqual(['ω₀', 'ψ′', 'ħ', '2', '2', 'm_e', 'x₁', '1.5e-3', '\\nabla']);
  });

  it('indents after an open brace, and goes on with doc comments', async () => {
    const { indentationRules, onEnterRules } = await configuration();
    const increase = new RegExp(indentationRules.increaseIndentPattern!);
    expect(increase.test('ansatz Net {')).toBe(true);
    expect(increase.test('ansatz Net { }')).toBe(false);
    expect(new RegExp(indentationRules.decreaseIndentPattern!).test('  }')).toBe(true);
    expect(new RegExp(onEnterRules[0]!.beforeText).test('  /// text')).toBe(true);
  });
});

/** Texts that no grammar would write: tokens in any order, and the examples with pieces put in, cut out and moved. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { AstUtils, GrammarAST } from 'langium';
import { QhamGrammar } from '../../grammar/generated/grammar.ts';

const KEYWORDS = AstUtils.streamAst(QhamGrammar())
  .filter(GrammarAST.isKeyword)
  .map(({ value }) => value)
  .distinct()
  .toArray();

const OTHERS = [
  'r',
  'H',
  'psi',
  'N',
  'mlp',
  'exp',
  '1',
  '1e-3',
  '1e999',
  '²',
  '∇²',
  '"x"',
  '\n',
  '\r\n',
  '//',
  '/*',
  '*/',
  '///',
  '$',
  '𝜓',
  '\0',
  'constructor',
  '__proto__',
  'e\u0301',
];

const tokens = fc.constantFrom(...KEYWORDS, ...OTHERS);

/** Tokens of the language in any order. */
export const soup = fc.array(tokens, { maxLength: 80, size: 'max' }).map((words) => words.join(' '));

const FOLDER = join(import.meta.dirname, '../../examples');
const EXAMPLES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.qham'))
  .map((name) => readFileSync(join(FOLDER, name), 'utf8'));

/** One change of a text: at a place (a fraction of its length) so much is cut out and something put in. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat({ max: 40 }),
  put: fc.oneof(fc.constant(''), tokens, fc.string({ maxLength: 5 })),
});

/** The examples after a few changes. */
export const mutations = fc
  .tuple(fc.constantFrom(...EXAMPLES), fc.array(change, { minLength: 1, maxLength: 4 }))
  .map(([text, changes]) =>
    changes.reduce((now, { at, cut, put }) => {
      const place = Math.floor(at * now.length);
      return `${now.slice(0, place)}${put}${now.slice(place + cut)}`;
    }, text),
  );

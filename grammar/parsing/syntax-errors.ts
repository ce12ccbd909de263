/**
 * What the lexer and the parser could not read, said in terms of the file and not of the parser.
 */

import type { LangiumDocument } from 'langium';
import type { File } from '../generated/ast.ts';
import { CONSTANTS } from '../library/constants.ts';
import { FUNCTION_NAMES } from '../library/functions.ts';
import { type Phrase, say } from '../localization/phrase.ts';
import { endsLine, lineStart } from '../text/line-break.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import type { Range, Report } from '../validation/finding.ts';
import type { Fix } from '../validation/fix.ts';
import { nearestName } from '../validation/nearest.ts';
import { EXAMPLES, STATEMENTS } from './examples.ts';
import { MOST_SIGNS, TOO_DEEP, TOO_LONG } from './guarded-parser.ts';
import { unitMeant } from './unit-token.ts';

type ParseResult = LangiumDocument<File>['parseResult'];
type ParserError = ParseResult['parserErrors'][number];
type Token = ParserError['token'];

const STATEMENT_START = new RegExp(`^[ \\t]*(${STATEMENTS.join('|')})\\b`, 'gm');

/** Signs that people write, and what the language has for them. */
const CHARACTER_HINTS: Readonly<Record<string, Phrase>> = {
  '×': say`write * or ·`,
  '÷': say`write /`,
  '√': say`write sqrt(x)`,
  '½': say`write 1/2`,
  '∇': say`of the differential operators only the Laplacian is known: ∇²[r]`,
  '∂': say`of the differential operators only the Laplacian is known: ∇²[r]`,
  '#': say`comments begin with //`,
  '"': say`names stand without quotes`,
  "'": say`names stand without quotes; a prime is ′`,
  '{': say`braces come in pairs`,
  '∞': say`numbers are finite`,
  '≠': say`pairs of unlike particles are sum(i<j), each pair once`,
  '∈': say`write in: particle r in R^3, sum(i in x)`,
  '⋅': say`write · or *`,
  '∗': say`write *`,
  '⊗': say`operators of different particles are multiplied with *`,
  '†': say`the adjoint of σ₊ is σ₋, and that of S₊ is S₋`,
  '°': say`write deg behind the number`,
  '±': say`write expect energy = 1.5 within 0.01`,
  '≈': say`write expect energy = 1.5 within 0.01`,
  '<': say`write expect energy in 1.4..1.6`,
  '>': say`write expect energy in 1.4..1.6`,
  '!': say`comments begin with //`,
  ':': say`write = between a name and its value`,
};

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** Reports what could not be read: every unknown character, and the first error of each statement. */
export function reportSyntaxErrors(document: LangiumDocument<File>, report: Report): void {
  const text = document.textDocument.getText();
  const { lexerErrors, parserErrors } = document.parseResult;
  for (const error of lexerErrors) {
    if (error.message === TOO_LONG) {
      report(catalogue.tooLong, charRange(document, 0), { signs: text.length, most: MOST_SIGNS });
      return;
    }
    if (error.message === TOO_DEEP) {
      report(catalogue.tooDeep, charRange(document, 0), {});
      return;
    }
    const start = document.textDocument.positionAt(error.offset);
    const character = String.fromCodePoint(text.codePointAt(error.offset) ?? 0);
    const end = document.textDocument.positionAt(error.offset + character.length);
    report(
      catalogue.unexpectedCharacter,
      { start, end },
      { character: visible(character), hint: CHARACTER_HINTS[character] },
    );
  }
  const reported = new Set<number>();
  for (const error of parserErrors) {
    const range = errorRange(error, document);
    const statement = statementAt(text, document.textDocument.offsetAt(range.start));
    if (reported.has(statement) || lexerErrors.some((e) => statementAt(text, e.offset) === statement)) continue;
    reported.add(statement);
    const { message, hint, open, close, token, fixes } = describe(error, text);
    const related: [Range, Phrase][] = [];
    if (open !== undefined) related.push([charRange(document, open), say`‘${text[open]!}’ is opened here`]);
    if (close !== undefined) related.push([charRange(document, close), say`‘${text[close]!}’ comes first`]);
    const place = token === undefined ? range : tokenRange(token, document);
    report(catalogue.syntaxError, place, { message, hint }, related, fixes);
  }
}

const visible = (character: string) =>
  /\p{C}/u.test(character) ? `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}` : character;

function charRange(document: LangiumDocument, offset: number): Range {
  return {
    start: document.textDocument.positionAt(offset),
    end: document.textDocument.positionAt(offset + 1),
  };
}

/** Number of the statement that an offset lies in, counted by the words that begin statements at the start of a line. */
function statementAt(text: string, offset: number): number {
  const starts = text.slice(0, offset + 1).match(STATEMENT_START);
  return starts?.length ?? 0;
}

const isPlaced = (token: Token | undefined): token is Token =>
  token !== undefined && Number.isFinite(token.startOffset) && token.startOffset >= 0;

const previousOf = (error: ParserError): Token | undefined =>
  'previousToken' in error ? (error.previousToken as Token) : undefined;

function tokenRange({ startOffset, image }: Pick<Token, 'startOffset' | 'image'>, document: LangiumDocument): Range {
  return {
    start: document.textDocument.positionAt(startOffset),
    end: document.textDocument.positionAt(startOffset + image.length),
  };
}

/** The token that could not be read; at the end of the file, the place after the last one. */
function errorRange(error: ParserError, document: LangiumDocument): Range {
  const at = (offset: number) => document.textDocument.positionAt(offset);
  if (isPlaced(error.token)) return tokenRange(error.token, document);
  const previous = previousOf(error);
  const end = isPlaced(previous)
    ? previous.startOffset + previous.image.length
    : document.textDocument.getText().trimEnd().length;
  return { start: at(Math.max(0, end - 1)), end: at(end) };
}

interface Description {
  readonly message: Phrase;
  readonly hint: Phrase | undefined;
  /** Where the bracket stands that is never closed. */
  readonly open?: number;
  /** What the message is about, where the parser stopped somewhere else. */
  readonly token?: Pick<Token, 'startOffset' | 'image'>;
  /** Where the bracket stands that closes too early. */
  readonly close?: number;
  readonly fixes?: readonly Fix[];
}

function describe(error: ParserError, text: string): Description {
  const { token } = error;
  const previous = previousOf(error);
  const rules = error.context.ruleStack.map((name) => name.replace(/\u200B$/, ''));
  const rule = rules.at(-1) ?? 'File';
  const example = EXAMPLES[rules.findLast((name) => name in EXAMPLES) ?? ''];
  const forExample = example === undefined ? undefined : say`for example: ${example}`;
  if (!isPlaced(token)) return describeEnd(text, forExample);
  const word = token.image;
  const product =
    missingProduct(text, token) ??
    // `2 r[1]`: the parser takes r for the name of the next definition and stumbles over what follows it.
    (isPlaced(previous) && word !== '=' ? missingProduct(text, previous) : undefined);
  if (product) return product;
  if (error.name === 'NotAllInputParsedException' || rule === 'File') return describeTopLevel(word);
  const operator = danglingOperator(text, token);
  if (operator) return operator;
  const open = unclosed(text.slice(0, token.startOffset));
  if (open !== undefined && isClosing(word) && CLOSING[text[open]!] !== word)
    return {
      message: say`‘${word}’ does not close ‘${text[open]!}’`,
      hint: say`write ${CLOSING[text[open]!]!} first`,
      open,
    };
  const crossed = crossedBrackets(text, token.startOffset);
  if (crossed) return crossed;
  const missing = error.name === 'MismatchedTokenException' ? error.message : '';
  const message = /^[^\p{L}]+$/u.test(missing)
    ? say`‘${missing}’ is missing before ‘${word}’`
    : say`‘${word}’ cannot stand here`;
  return { message, hint: (rule === 'Expectation' && CHARACTER_HINTS[word]) || forExample };
}

const isClosing = (word: string) => Object.values(CLOSING).includes(word);

/** Words after which another word, not a multiplication sign, is expected. */
const LEADING_WORDS: readonly string[] = [
  ...STATEMENTS,
  'particle',
  'in',
  'sampler',
  'phase',
  'optimizer',
  'evaluate',
  'with',
  'using',
  'expect',
  'matches',
  'within',
];

/** `2 pi`, `2(x + 1)`, `x y`: on paper a product, here a multiplication sign is needed. */
function missingProduct(text: string, token: Token): Description | undefined {
  const before = text.slice(0, token.startOffset).match(/((?:[\p{L}\p{N}_′]|(?<!\.)\.(?!\.))+|[)\]|])[ \t]*$/u)?.[1];
  const begins = /^([\p{L}\p{N}_(∇∑]|sum$)/u.test(token.image);
  if (before === undefined || !begins || LEADING_WORDS.includes(before) || LEADING_WORDS.includes(token.image))
    return undefined;
  const message = say`‘${before}’ and ‘${token.image}’ stand side by side`;
  const product =
    before === '|' || before.length > 1 ? say`write * between them` : say`write ${before} * ${token.image}`;
  const { startOffset: offset, image } = token;
  const edit = (title: Phrase, from: number, to: number, by: string): Fix => ({
    title,
    edits: [{ offset: from, end: to, text: by }],
  });
  const multiplied = edit(say`Write * before ‘${image}’`, offset, offset, '* ');
  const unit = KNOWN.has(image) ? undefined : unitMeant(image, text, offset);
  if (unit === undefined) return { message, hint: say`for a product ${product}`, token, fixes: [multiplied] };
  const changed = edit(say`Change to ‘${unit}’`, offset, offset + image.length, unit);
  return {
    message: say`‘${image}’ is no unit that is known, and no sign stands between it and ‘${before}’`,
    hint: say`did you mean ‘${unit}’? For a product ${product}`,
    token,
    fixes: [changed, multiplied],
  };
}

/** Words that are no misspelt units. */
const KNOWN: ReadonlySet<string> = new Set([...CONSTANTS, ...FUNCTION_NAMES].map(({ name }) => name));

/** An operator without anything to its right; the parser stops before it. */
function danglingOperator(text: string, token: Token): Description | undefined {
  const word = token.image;
  const next = text.slice(token.startOffset + word.length).trimStart()[0];
  if (word === '*' && next === '*')
    return { message: say`‘**’ is not an operator`, hint: say`powers are written r^2 or r²` };
  if (word === '=' && (next === '=' || /=\s*$/.test(text.slice(0, token.startOffset))))
    return { message: say`‘==’ is not an operator`, hint: say`definitions and expectations have a single =` };
  const operator = ['+', '-', '−', '*', '·', '/', '^', '..'].includes(word);
  if (!operator || (next !== undefined && /[\p{L}\p{N}_([|∇∑+\-−]/u.test(next))) return undefined;
  return { message: say`‘${word}’ has nothing to its right that it could act on`, hint: undefined };
}

function describeTopLevel(word: string): Description {
  const meant = nearestName(word, STATEMENTS);
  return {
    message: say`‘${word}’ does not begin a statement`,
    hint: meant === undefined ? say`statements begin with ${STATEMENTS.join(', ')}` : say`did you mean ‘${meant}’?`,
  };
}

function describeEnd(text: string, forExample: Phrase | undefined): Description {
  const open = unclosed(text);
  if (open !== undefined)
    return {
      message: say`the file ends before ‘${text[open]!}’ is closed`,
      hint: say`add ‘${CLOSING[text[open]!]!}’`,
      open,
    };
  return { message: say`the file ends in the middle of a statement`, hint: forExample };
}

/**
 * A bracket of the line that cannot be read, which a closing one of another kind cuts short: the parser gives up before it, where
 * an expression could still have gone on.
 */
function crossedBrackets(text: string, offset: number): Description | undefined {
  const code = withoutComments(text);
  const line = lineStart(text, offset);
  const stack: number[] = [];
  for (let i = line; i < code.length; i++) {
    const c = code[i]!;
    if (endsLine(c) && i > offset && stack.length === 0) return undefined;
    if (c in CLOSING) stack.push(i);
    if (!isClosing(c)) continue;
    const open = stack.pop();
    if (open === undefined) return undefined;
    const opened = code[open]!;
    if (CLOSING[opened] === c) continue;
    const message = say`‘${opened}’ is never closed`;
    return { message, hint: say`add ‘${CLOSING[opened]!}’`, token: { startOffset: open, image: opened }, close: i };
  }
  return undefined;
}

/** The text with blanks in place of comments: offsets stay. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g, (comment) => comment.replace(/[^\r\n]/g, ' '));
}

/** Offset of the innermost bracket that is open at the end of a text, comments left out. */
function unclosed(text: string): number | undefined {
  const code = withoutComments(text);
  const stack: number[] = [];
  for (let i = 0; i < code.length; i++) {
    const c = code[i]!;
    if (c in CLOSING) stack.push(i);
    else if (isClosing(c) && stack.length > 0 && CLOSING[code[stack.at(-1)!]!] === c) stack.pop();
  }
  return stack.at(-1);
}

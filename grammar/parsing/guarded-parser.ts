import type { LangiumCoreServices, LangiumParser } from 'langium';
import { createLangiumParser } from 'langium';
import { withForgetfulLookahead } from './lookahead.ts';

/** The message of a lexer error that stands for a text nested deeper than the machine's stack. */
export const TOO_DEEP = 'nested too deeply';

/** The message of a lexer error that stands for a text that is too long to be read. */
export const TOO_LONG = 'too long';

/** Signs; a long program of a person has a tenth of it, and reading more takes longer than anybody waits. */
export const MOST_SIGNS = 1_000_000;

/**
 * Whether one formula has so many signs that begin something inside something that its nesting may fill the stack. What an
 * overflow leaves behind in the parser often throws another error, so the error itself does not tell.
 */
function mayBeDeep(text: string): boolean {
  return text.split('=').some((part) => (part.match(/[([{|^+\-−∑]|sum/g)?.length ?? 0) > 40);
}

/** A parser that answers also where a text is nested so deeply that parsing it would overflow the stack. */
export class GuardedParser implements Pick<LangiumParser, 'parse'> {
  readonly #create: () => LangiumParser;
  #parser: LangiumParser;

  constructor(services: LangiumCoreServices) {
    this.#create = () => createLangiumParser(withForgetfulLookahead(services));
    this.#parser = this.#create();
  }

  parse: LangiumParser['parse'] = (input, options) => {
    if (input.length > MOST_SIGNS) return this.#refused(TOO_LONG, options) as never;
    try {
      return this.#parser.parse(input, options);
    } catch (error) {
      if (!mayBeDeep(input)) throw error;
      // A parser that was thrown out of the middle of a text is of no further use.
      this.#parser = this.#create();
      return this.#refused(TOO_DEEP, options) as never;
    }
  };

  /** An empty program that says why. */
  #refused(message: string, options: Parameters<LangiumParser['parse']>[1]): ReturnType<LangiumParser['parse']> {
    const result = this.#parser.parse('', options) as ReturnType<LangiumParser['parse']>;
    result.lexerErrors.push({ offset: 0, length: 1, line: 1, column: 1, message });
    return result;
  }
}

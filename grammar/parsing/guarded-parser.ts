import type { LangiumCoreServices, LangiumParser } from 'langium';
import { createLangiumParser } from 'langium';

/** The message of a lexer error that stands for a text nested deeper than the machine's stack. */
export const TOO_DEEP = 'nested too deeply';

/**
 * Whether one formula has so many signs that begin something inside something that its nesting may fill the stack. What an
 * overflow leaves behind in the parser often throws another error, so the error itself does not tell.
 */
function mayBeDeep(text: string): boolean {
  return text.split('=').some((part) => (part.match(/[([{|^+\-−∑]|sum/g)?.length ?? 0) > 40);
}

/** A parser that answers also where a text is nested so deeply that parsing it would overflow the stack. */
export class GuardedParser implements Pick<LangiumParser, 'parse'> {
  readonly #services: LangiumCoreServices;
  #parser: LangiumParser;

  constructor(services: LangiumCoreServices) {
    this.#services = services;
    this.#parser = createLangiumParser(services);
  }

  parse: LangiumParser['parse'] = (input, options) => {
    try {
      return this.#parser.parse(input, options);
    } catch (error) {
      if (!mayBeDeep(input)) throw error;
      // A parser that was thrown out of the middle of a text is of no further use.
      this.#parser = createLangiumParser(this.#services);
      const result = this.#parser.parse('', options) as ReturnType<LangiumParser['parse']>;
      result.lexerErrors.push({ offset: 0, length: 1, line: 1, column: 1, message: TOO_DEEP });
      return result as never;
    }
  };
}

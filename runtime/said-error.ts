import { english, type Words } from '@qham/grammar/phrase';

/** An error whose message is for the user: in English for a terminal, and as words that an editor can say in its own language. */
export class SaidError extends Error {
  readonly said: Words;

  constructor(said: Words, options?: ErrorOptions) {
    super(english(said), options);
    this.said = said;
  }
}

/** What an error says to a user: the words of one that is for users, the message of any other. */
export function saidBy(error: unknown): Words {
  if (error instanceof SaidError) return error.said;
  return error instanceof Error ? error.message : String(error);
}

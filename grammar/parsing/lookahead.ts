/** What the parser remembers of how far it had to look ahead. */
import { LLStarLookaheadStrategy } from 'chevrotain-allstar';
import type { LangiumCoreServices } from 'langium';

/** States of one decision; the longest programs need a tenth of it. */
const MOST_STATES = 500;
/** How many predictions are made between two looks at how much is remembered. */
const LOOK_EVERY = 100;

/** The states that predictions of one decision go through: a cache, filled by what is read. */
interface Automaton {
  start: unknown;
  states: Record<string, unknown>;
}

type Remembered = (predicates: unknown) => Automaton;

/**
 * Adaptive lookahead that forgets. Where a formula may be followed by its own continuation (`*` behind `sum(i) x[i]`, `step`
 * behind `1..2`) the parser reads on to the end of the operand and keeps a state for every nesting that it meets there. There is
 * no end of them, so the memory of a server would grow with all that is typed; what is forgotten is found again when it is read.
 */
class ForgetfulLookahead extends LLStarLookaheadStrategy {
  override initialize(options: Parameters<LLStarLookaheadStrategy['initialize']>[0]): void {
    super.initialize(options);
    // The library has no bound for its cache, and no door to it.
    const { dfas } = this as unknown as { dfas: Remembered[] };
    for (const [i, remembered] of dfas.entries()) dfas[i] = forgetful(remembered);
  }
}

function forgetful(remembered: Remembered): Remembered {
  let calls = 0;
  return (predicates) => {
    const automaton = remembered(predicates);
    if (++calls % LOOK_EVERY === 0 && Object.keys(automaton.states).length > MOST_STATES) {
      automaton.states = {};
      automaton.start = undefined;
    }
    return automaton;
  };
}

/**
 * The same services, for a parser with bounded memory.
 * @param incomplete whether the text may end anywhere, as it does for completion
 */
export function withForgetfulLookahead(services: LangiumCoreServices, incomplete = false): LangiumCoreServices {
  const ParserConfig = { lookaheadStrategy: new ForgetfulLookahead({ incomplete, logging: () => {} }) };
  const parser = Object.create(services.parser, { ParserConfig: { value: ParserConfig } });
  return Object.create(services, { parser: { value: parser } });
}

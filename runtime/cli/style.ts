/** Colours of terminal text. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'cyan';

/** Paints text in a style, or gives it back as it is where colours are off. */
export type Paint = (style: Style, text: string) => string;

const CODES: Record<Style, readonly [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
};

/**
 * Whether to write colours: NO_COLOR (any value) turns them off, FORCE_COLOR turns them on (0 and false: off), and
 * otherwise only a terminal that is not `TERM=dumb` gets them.
 * @see https://no-color.org and https://force-color.org
 */
export function wantsColour(isTerminal: boolean, environment: NodeJS.ProcessEnv): boolean {
  const forced = environment.FORCE_COLOR;
  if (environment.NO_COLOR) return false;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return isTerminal && environment.TERM !== 'dumb';
}

/** The painter for a stream with or without colours. */
export function painter(colour: boolean): Paint {
  if (!colour) return (_, text) => text;
  return (style, text) => `\u001b[${CODES[style][0]}m${text}\u001b[${CODES[style][1]}m`;
}

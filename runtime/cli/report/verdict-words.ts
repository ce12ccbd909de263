import type { Judgement } from '../../events.ts';
import type { Paint, Style } from '../style.ts';

/** What is to be thought of a result, in a word or two, and the colour of it. */
const WORDS: Record<Judgement['state'], readonly [string, Style]> = {
  converged: ['converged', 'green'],
  falling: ['still falling', 'yellow'],
  stuck: ['sampler stuck', 'red'],
  'few samples': ['too few samples', 'yellow'],
  imprecise: ['imprecise', 'red'],
  below: ['below the exact energy', 'red'],
};

/** The verdict for a table; empty where a run has none. */
export function verdictWords(verdict: Pick<Judgement, 'state'> | undefined, paint: Paint): string {
  if (!verdict) return '';
  const [words, style] = WORDS[verdict.state];
  return paint(style, words);
}

/** The colour of a verdict. */
export const verdictStyle = ({ state }: Pick<Judgement, 'state'>): Style => WORDS[state][1];

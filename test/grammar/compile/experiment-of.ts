import { parseProgram } from 'qham/compile';
import type { Experiment } from 'qham/experiment';

/** The Experiment of a text's train `Ground`. */
export const experimentOf = async (text: string, options = {}): Promise<Experiment> =>
  (await parseProgram(text, 'a.qham')).experiment('Ground', options);

/** The network of an ansatz that has just one block. */
export function onlyNetwork({ blocks }: Experiment['ansatz']) {
  const [block] = blocks;
  if (block?.kind !== 'mlp' || blocks.length > 1) throw new Error('expected one mlp');
  return block;
}

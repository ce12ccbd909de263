import { isLibraryName, NOUNS, say, type Words } from '@qham/grammar';
import type { AstNodeDescription } from 'langium';

/** What a name stands for, by the rule of the grammar that declares it. */
const WORDS: Readonly<Record<string, Words>> = {
  Hamiltonian: say`Hamiltonian`,
  Ansatz: say`ansatz`,
  Schedule: say`schedule`,
  Train: say`train`,
  Sweep: say`sweep`,
  Phase: say`phase`,
  Parameter: say`parameter`,
  FileParameter: say`parameter of the file`,
  FormalArgument: say`argument`,
  Particle: say`particle`,
  Particles: say`particles`,
  Positions: say`nuclei`,
  Index: say`index of a sum`,
  Definition: say`definition`,
  NamedFormula: say`formula`,
  UnknownPotential: say`unknown potential`,
};

/** What a name that is offered stands for, in a word or two. */
export function wordFor({ node, type }: AstNodeDescription): Words {
  return isLibraryName(node) ? NOUNS[node.noun].name : (WORDS[type] ?? type);
}

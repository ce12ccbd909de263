import { arithmeticOf, type Expression, energyOf, kindOf, silently, sourceText, type TrainSyntax } from '@qham/grammar';

/** A term of H as it is written. */
export interface WrittenTerm {
  readonly text: string;
  readonly is: string;
}

const WORDS: Readonly<Record<string, string>> = {
  operator: 'kinetic energy',
  derivative: 'momentum',
  spin: 'operator of spins',
};

/** H of a train as the file says it, term by term: for Hamiltonians that no Experiment can carry yet. */
export function writtenHamiltonian(train: TrainSyntax): { name: string; terms: WrittenTerm[] } {
  const hamiltonian = train.hamiltonian.template.ref;
  const energy = hamiltonian && energyOf(hamiltonian);
  return { name: hamiltonian?.name ?? '', terms: energy ? addends(energy.value, false) : [] };
}

function addends(expression: Expression, negative: boolean): WrittenTerm[] {
  const operation = expression.$type === 'Binary' ? arithmeticOf(expression) : undefined;
  if (expression.$type === 'Binary' && (operation === 'add' || operation === 'subtract'))
    return [
      ...addends(expression.left, negative),
      ...addends(expression.right, negative !== (operation === 'subtract')),
    ];
  const kind = kindOf(expression, { operators: true, report: silently });
  return [{ text: `${negative ? '-' : ''}${sourceText(expression)}`, is: WORDS[kind] ?? 'potential' }];
}

import { type File, type Hamiltonian, isHamiltonian, isTrain, type Train } from '../../generated/ast.ts';
import type { Lookup } from '../../semantics/evaluate.ts';
import { bindUse, defaults } from '../../semantics/templates.ts';
import { silently } from '../finding.ts';

/** A Hamiltonian with values for its parameters. */
export interface Use {
  readonly hamiltonian: Hamiltonian;
  readonly lookup: Lookup;
  /** The train that gives these values; none for defaults. */
  readonly train?: Train;
}

/** The Hamiltonians of a file as its trains use them; one that no train uses, with its defaults. */
export function usesIn(file: File): Use[] {
  return file.statements.filter(isHamiltonian).flatMap((hamiltonian): Use[] => {
    const trains = file.statements.filter(isTrain).filter((train) => train.hamiltonian?.template?.ref === hamiltonian);
    if (trains.length === 0) return [{ hamiltonian, lookup: defaults() }];
    return trains.map((train) => ({ hamiltonian, train, lookup: bindUse(train.hamiltonian, {}, silently) }));
  });
}

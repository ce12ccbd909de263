import {
  type Ansatz,
  type Definition,
  type File,
  type Hamiltonian,
  isHamiltonian,
  isTrain,
  type Train,
} from '../../generated/ast.ts';
import { linkedFiles } from '../../references/linked-files.ts';
import type { Lookup } from '../../semantics/evaluate.ts';
import { bindUse, defaults, psiOf } from '../../semantics/templates.ts';
import { silently } from '../finding.ts';
import { type ProbeSystem, probeSystem } from './probe/system.ts';
import { NoValue } from './probe/vectors.ts';

/** A Hamiltonian with values for its parameters. */
export interface Use {
  readonly hamiltonian: Hamiltonian;
  readonly lookup: Lookup;
  /** What can be looked at point by point; undefined where nothing can. */
  readonly system: ProbeSystem | undefined;
  /** The trains that give these values; none for defaults. */
  readonly trains: readonly Train[];
}

interface Known {
  readonly linked: readonly File[];
  readonly uses: readonly Use[];
}

const known = new WeakMap<File, Known>();

/**
 * The Hamiltonians of a file with each set of values that its trains give them; one that no train uses, with its defaults.
 * Found once for each version of the file and of what it is linked with, so that all checks look at the same systems.
 */
export function usesIn(file: File): readonly Use[] {
  const { imported, shipped } = linkedFiles(file);
  const linked = [...imported, ...shipped];
  const before = known.get(file);
  if (before && before.linked.length === linked.length && before.linked.every((one, i) => one === linked[i]))
    return before.uses;
  const uses = file.statements.filter(isHamiltonian).flatMap((hamiltonian) => usesOf(hamiltonian, file));
  known.set(file, { linked, uses });
  return uses;
}

/**
 * Looks at ψ of each train point by point. Where numbers cannot decide (a network or a spin in the potential, a wave function of
 * spins) a system is left, and the next is looked at.
 */
export function checkTrains(file: File, check: (train: Train, psi: Psi, system: ProbeSystem) => void): void {
  for (const { system, trains } of usesIn(file)) {
    if (system === undefined) continue;
    try {
      for (const train of trains) {
        const ansatz = train.ansatz?.template?.ref;
        const definition = ansatz && psiOf(ansatz);
        if (ansatz && definition?.value) check(train, { ansatz, definition }, system);
      }
    } catch (error) {
      if (!(error instanceof NoValue)) throw error;
    }
  }
}

/** Where ψ of a train is written down. */
export interface Psi {
  readonly ansatz: Ansatz;
  readonly definition: Definition;
}

function usesOf(hamiltonian: Hamiltonian, file: File): Use[] {
  const trains = file.statements.filter(isTrain).filter((train) => train.hamiltonian?.template?.ref === hamiltonian);
  if (trains.length === 0) return [use(hamiltonian, defaults(), [])];
  const byValues = new Map<string, { lookup: Lookup; trains: Train[] }>();
  for (const train of trains) {
    const lookup = bindUse(train.hamiltonian, {}, silently);
    const values = JSON.stringify(hamiltonian.parameters.map((parameter) => lookup(parameter) ?? null));
    const alike = byValues.get(values);
    if (alike) alike.trains.push(train);
    else byValues.set(values, { lookup, trains: [train] });
  }
  return [...byValues.values()].map((group) => use(hamiltonian, group.lookup, group.trains));
}

function use(hamiltonian: Hamiltonian, lookup: Lookup, trains: readonly Train[]): Use {
  let system: ProbeSystem | undefined;
  let looked = false;
  return {
    hamiltonian,
    lookup,
    trains,
    get system() {
      if (!looked) system = probeSystem(hamiltonian, lookup);
      looked = true;
      return system;
    },
  };
}

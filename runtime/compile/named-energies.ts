/** What the energies with a name, `kinetic`, `coulomb` and `ewald`, stand for in a train. */
import {
  AstUtils,
  type Box,
  bindUse,
  boxOf,
  coordinatesOf,
  EWALD,
  energyNamed,
  isReference,
  silently,
  type TrainSyntax,
  writtenLines,
} from '@qham/grammar';
import { ewaldSum } from '../hamiltonian/ewald.ts';

export interface NamedEnergy {
  readonly name: string;
  /** In the language where it can say it, else as on paper; line by line. */
  readonly lines: readonly string[];
}

/** The energies that the Hamiltonian of a train names, each once, in the order of the text. */
export function namedEnergies(train: TrainSyntax): NamedEnergy[] {
  const hamiltonian = train.hamiltonian.template.ref;
  if (!hamiltonian) return [];
  const lookup = bindUse(train.hamiltonian, {}, silently);
  const evaluation = { lookup, report: silently };
  const [box] = coordinatesOf(hamiltonian).flatMap((line) => boxOf(line, evaluation) ?? []);
  const found = new Map<string, readonly string[]>();
  for (const reference of AstUtils.streamAst(hamiltonian).filter(isReference)) {
    const energy = energyNamed(reference);
    const lines = writtenLines(reference);
    if (energy && lines.length > 0)
      found.set(energy.name, energy === EWALD && box ? [...lines, ...ewaldNumbers(box)] : lines);
  }
  return [...found].map(([name, lines]) => ({ name, lines }));
}

/** The size of this box and the energy of a charge in it with its own images. */
function ewaldNumbers({ side, dimension }: Box): string[] {
  if (dimension !== 2 && dimension !== 3) return [];
  const { self } = ewaldSum(side, dimension);
  const short = (value: number) => Number(value.toPrecision(7));
  return [`L     = ${short(side)}, ξ = ${short(self)} = ${short(self * side)}/L`];
}

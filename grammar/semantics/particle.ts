import { AstUtils } from 'langium';
import {
  type Ansatz,
  type Component,
  type Expression,
  type File,
  type FrozenBlock,
  type Hamiltonian,
  isAnsatz,
  isFile,
  isGroup,
  isHamiltonian,
  isNumberLiteral,
  isParticle,
  isReference,
  isSchedule,
  isTrain,
  type Particle,
  type Train,
} from '../generated/ast.ts';
import { linkedFiles } from '../references/linked-files.ts';
import { type Coordinates, coordinatesOf } from './systems.ts';

/** An expression without the parentheses around it. */
export function ungrouped(expression: Expression): Expression {
  return isGroup(expression) ? ungrouped(expression.inner) : expression;
}

/** The particle whose coordinates an expression names, if it does just that. */
export function particleNamed(expression: Expression | undefined): Particle | undefined {
  if (expression === undefined) return undefined;
  const inner = ungrouped(expression);
  const target = isReference(inner) ? inner.symbol.ref : undefined;
  return isParticle(target) ? target : undefined;
}

/**
 * A particle on a line (`R`, `R^1`, `R¹`) has one coordinate, which stands for a number: x^3 and exp(x) make sense.
 * In R^D the coordinate is a vector, also where D happens to be 1.
 */
export function isOnLine({ space }: { readonly space: Particle['space'] | undefined }): boolean {
  // A particle whose space is still to be typed is nowhere.
  if (space === undefined || space.arguments.length > 0) return false;
  const { dimension, superscript } = space;
  if (superscript !== undefined) return superscript === 1;
  return dimension === undefined || (isNumberLiteral(dimension) && dimension.value === 1);
}

/** The coordinate of a particle on a line may also be written as its only component: x[1], x.x. */
export function lineComponent(component: Pick<Component, 'of'>): Particle | undefined {
  const particle = particleNamed(component.of);
  return particle && isOnLine(particle) ? particle : undefined;
}

export function particlesOf(hamiltonian: Hamiltonian): Particle[] {
  return hamiltonian.members.filter(isParticle);
}

/** The trains of the file that use an ansatz. */
export function trainsWith(ansatz: Ansatz): Train[] {
  const file = AstUtils.getContainerOfType(ansatz, isFile);
  return (file?.statements ?? []).filter(isTrain).filter((train) => train.ansatz?.template?.ref === ansatz);
}

/**
 * The coordinates that an ansatz may use: those of the Hamiltonians that a train pairs it with come first, then the file's
 * others, so that an ansatz that no train uses yet can be written and checked.
 */
export function coordinatesFor(ansatz: Ansatz): Coordinates[] {
  const file: File | undefined = AstUtils.getContainerOfType(ansatz, isFile);
  const paired = trainsWith(ansatz).flatMap((train) => train.hamiltonian?.template?.ref ?? []);
  const imported = linkedFiles(file).imported.flatMap(({ statements }) => statements);
  const others = [...(file?.statements ?? []), ...imported].filter(isHamiltonian);
  return [...new Set([...paired, ...others])].flatMap(coordinatesOf);
}

/** The ansätze whose blocks a `freeze` may name: that of its train, or those of all trains with its schedule. */
export function ansaetzeWith(frozen: FrozenBlock): Ansatz[] {
  const train = AstUtils.getContainerOfType(frozen, isTrain);
  if (train) return train.ansatz?.template?.ref ? [train.ansatz.template.ref] : [];
  const schedule = AstUtils.getContainerOfType(frozen, isSchedule);
  const file = AstUtils.getContainerOfType(frozen, isFile);
  const statements = file?.statements ?? [];
  const using = statements.filter(isTrain).filter((candidate) => candidate.schedule?.ref === schedule);
  const paired = using.flatMap((candidate) => candidate.ansatz?.template?.ref ?? []);
  return [...new Set([...paired, ...statements.filter(isAnsatz)])];
}

import {
  type Call,
  DENSITY,
  density,
  isCall,
  isObservation,
  isParticle,
  isParticles,
  isReference,
  type Lookup,
  type ObservationSyntax,
  PAIR_DENSITY,
  pairDensity,
  type Reference,
  type Report,
  readArguments,
  type Expression as Syntax,
  sourceText,
  type TrainSyntax,
} from '@qham/grammar';
import type { Hamiltonian, Observable } from '../experiment.ts';
import { compileFormula } from './formula.ts';

/** What a train measures beside the energy; undefined where something has no value, which has been reported. */
export function compileObservables(
  train: TrainSyntax,
  hamiltonian: Hamiltonian,
  lookup: Lookup,
  report: Report,
): Observable[] | undefined {
  const nodes = train.members.filter((member): member is ObservationSyntax => isObservation(member));
  const compiled = nodes
    .flatMap(({ observables }) => observables)
    .map((node) => compileObservable(node, hamiltonian, lookup, report));
  return compiled.includes(undefined) ? undefined : (compiled as Observable[]);
}

function compileObservable(
  node: Syntax,
  { space }: Hamiltonian,
  lookup: Lookup,
  report: Report,
): Observable | undefined {
  const text = sourceText(node);
  const name: Reference | undefined = isCall(node) ? node.callee : isReference(node) ? node : undefined;
  const target = name?.symbol.ref;
  const call: Pick<Call, 'arguments'> = isCall(node) ? node : { arguments: [] };
  const particles = particlesIn(call) ?? space.particles[0]!.name;
  if (target === DENSITY) {
    const values = readArguments(density, call, lookup, report);
    return values && { kind: 'density', particles, ...values, text };
  }
  if (target === PAIR_DENSITY) {
    const values = readArguments(pairDensity, call, lookup, report);
    return values && { kind: 'pair_density', particles, ...values, text };
  }
  const named = (wanted: string) => space.particles.find((line) => line.name === wanted);
  const mean = compileFormula(node, {
    lookup,
    dimension: (particle) => named(particle.name)?.dimension ?? 1,
    count: (line) => named(line.name)?.count ?? 1,
    report,
  });
  return mean && { kind: 'mean', expression: mean.expression, text };
}

/** The name of the particles that a call is about. */
function particlesIn({ arguments: given }: Pick<Call, 'arguments'>): string | undefined {
  const first = given.find(({ label }) => label === undefined)?.value;
  const target = first && isReference(first) ? first.symbol.ref : undefined;
  return isParticles(target) || isParticle(target) ? target.name : undefined;
}

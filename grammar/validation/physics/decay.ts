import type { File, Train } from '../../generated/ast.ts';
import { psiOf } from '../../semantics/templates.ts';
import { catalogue } from '../catalogue/index.ts';
import type { Report } from '../finding.ts';
import { along, profilesOf, type Ray } from './probe/rays.ts';
import type { ProbeSystem } from './probe/system.ts';
import { NoValue } from './probe/vectors.ts';
import { usesIn } from './uses.ts';
import { shapeOf } from './wave-function/shape.ts';

/** A bound state vanishes far away; where neither the potential nor ψ sees to that, walkers drift off. */
export function checkDecay(file: File, report: Report): void {
  for (const { system, trains } of usesIn(file)) {
    if (system === undefined) continue;
    try {
      for (const train of trains) checkTrain(train, system, report);
    } catch (error) {
      // A network or a spin in the potential, or a wave function of spins: numbers cannot decide.
      if (!(error instanceof NoValue)) throw error;
    }
  }
}

function checkTrain(train: Train, system: ProbeSystem, report: Report): void {
  const ansatz = train.ansatz?.template?.ref;
  const psi = ansatz && psiOf(ansatz);
  if (!psi?.value) return;
  const shape = shapeOf(psi.value, train, system);
  const open = profilesOf(system).find(({ ray, values }) => !confines(values) && !vanishes(ray, system, shape));
  if (open === undefined || ansatz === undefined) return;
  const parameters = { ansatz: ansatz.name, hamiltonian: system.hamiltonian.name, way: open.ray.words };
  report(catalogue.noDecay, { node: psi, property: 'value' }, parameters, [
    [train.hamiltonian, 'the potential of this Hamiltonian does not confine'],
  ]);
}

/** The potential grows without end along a ray. */
function confines(values: readonly number[]): boolean {
  const [last, before] = [values.at(-1)!, values.at(-2)!];
  if (last === Number.POSITIVE_INFINITY) return true;
  // A potential with a limit moves ever less at each doubling.
  return last > before && last - before >= 0.999 * (before - values.at(-3)!);
}

/** How far out ψ is looked at, in lengths of the system. */
const FAR = 2 ** 12;

function vanishes(ray: Ray, system: ProbeSystem, shape: (positions: ReturnType<typeof along>) => number): boolean {
  const near = Math.abs(shape(along(ray, 0)));
  const far = Math.abs(shape(along(ray, system.scale * FAR)));
  return !(far > 1e-3 * near);
}

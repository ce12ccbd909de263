import type { File, Train } from '../../generated/ast.ts';
import { say } from '../../localization/phrase.ts';
import { catalogue } from '../catalogue/index.ts';
import type { Report } from '../finding.ts';
import { along, profilesOf, type Ray } from './probe/rays.ts';
import type { ProbeSystem } from './probe/system.ts';
import { checkTrains, type Psi } from './uses.ts';
import { shapeOf } from './wave-function/shape.ts';

/** A bound state vanishes far away; where neither the potential nor ψ sees to that, walkers drift off. */
export function checkDecay(file: File, report: Report): void {
  checkTrains(file, (train, psi, system) => checkTrain(train, psi, system, report));
}

function checkTrain(train: Train, { ansatz, definition: psi }: Psi, system: ProbeSystem, report: Report): void {
  const shape = shapeOf(psi.value, train, system);
  const open = profilesOf(system).find(({ ray, values }) => !confines(values) && !vanishes(ray, system, shape));
  if (open === undefined) return;
  const parameters = { ansatz: ansatz.name, hamiltonian: system.hamiltonian.name, way: open.ray.words };
  report(catalogue.noDecay, { node: psi, property: 'value' }, parameters, [
    [train.hamiltonian, say`the potential of this Hamiltonian does not confine`],
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

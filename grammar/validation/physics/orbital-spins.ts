import { type File, isParticles } from '../../generated/ast.ts';
import { say } from '../../localization/phrase.ts';
import { orbitalCalls, spinArgument, spinOf } from '../../semantics/orbital-spin.ts';
import { coordinatesOf } from '../../semantics/systems.ts';
import { psiOf } from '../../semantics/templates.ts';
import { catalogue } from '../catalogue/index.ts';
import type { Report } from '../finding.ts';
import { spinsOf } from './spins.ts';
import { usesIn } from './uses.ts';

/** Orbitals of spin up or down are for particles of which so many have that spin. */
export function checkOrbitalSpins(file: File, report: Report): void {
  for (const { hamiltonian, lookup, trains } of usesIn(file)) {
    const [particles, ...others] = coordinatesOf(hamiltonian);
    if (!isParticles(particles) || others.length > 0) continue;
    const groups = spinsOf(particles, lookup);
    const own = particles.flags.some(({ key }) => key === 'spin');
    for (const { ansatz } of trains) {
      const template = ansatz.template.ref;
      const psi = template && psiOf(template);
      for (const call of psi?.value ? orbitalCalls(psi.value) : []) {
        const spin = spinOf(call);
        if (spin === 'all' || groups.some((group) => group.spin === spin && group.count > 0)) continue;
        const place = spinArgument(call)!;
        report(catalogue.spinOfNone, place, { spin, particles: particles.name, hamiltonian: hamiltonian.name, own }, [
          [{ node: particles, property: 'name' }, say`declared here`],
        ]);
      }
    }
  }
}

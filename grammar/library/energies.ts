import { say } from '../localization/phrase.ts';
import { libraryName } from './builtin.ts';

export const KINETIC = libraryName(
  'energy',
  'kinetic',
  'kinetic',
  say('The kinetic energy of all particles, `sum(i) -ħ^2/(2*m) * ∇²[i]` with the mass of each kind.'),
);
export const COULOMB = libraryName(
  'energy',
  'coulomb',
  'coulomb',
  say`The whole electrostatic Hamiltonian: kinetic energy, attraction to the nuclei, repulsion of the particles and of the nuclei.`,
);
export const EWALD = libraryName(
  'energy',
  'ewald',
  'ewald',
  say`The Coulomb energy of charges in a periodic box with a neutralising background, with all their images.`,
);

/**
 * The sum behind `ewald`, for charges qᵢ (with e²/4πε₀ = 1) in a cube of side L and n, k over the lattice of its images and the
 * reciprocal one. Every α > 0 gives the same energy; it only says how the work is shared between the two sums.
 *
 * In space: P. P. Ewald, Ann. Phys. 369, 253 (1921); Fraser et al., Phys. Rev. B 53, 1814 (1996), with a review of the ways to
 * compute it in Toukmaji & Board, Comput. Phys. Commun. 95, 73 (1996). In a plane: Tanatar & Ceperley, Phys. Rev. B 39, 5005 (1989).
 */
export const EWALD_SUM: Readonly<Record<number, readonly string[]>> = {
  2: [
    'ewald = Σ_{i<j} qᵢqⱼ v(rᵢ - rⱼ) + ½ ξ Σᵢ qᵢ²',
    'v(r)  = Σ_n erfc(α|r + nL|)/|r + nL| + (2π/L²) Σ_{k≠0} erfc(k/2α) cos(k·r)/k - 2√π/(αL²)',
    'ξ     = lim_{r→0} (v(r) - 1/r)',
  ],
  3: [
    'ewald = Σ_{i<j} qᵢqⱼ v(rᵢ - rⱼ) + ½ ξ Σᵢ qᵢ²',
    'v(r)  = Σ_n erfc(α|r + nL|)/|r + nL| + (4π/L³) Σ_{k≠0} exp(-k²/4α²) cos(k·r)/k² - π/(α²L³)',
    'ξ     = lim_{r→0} (v(r) - 1/r)',
  ],
};

/** Energies that a Hamiltonian may name instead of writing them out. */
export const ENERGIES = [KINETIC, COULOMB, EWALD] as const;

/** A system of units: what `units NAME` sets to one. */
export interface UnitSystem {
  readonly name: string;
  readonly documentation: string;
}

export const UNIT_SYSTEMS: readonly UnitSystem[] = [
  {
    name: 'oscillator',
    documentation:
      'ħ = m = ω = 1: energies in ħω, lengths in √(ħ/mω). The kinetic energy of one particle is `-1/2 * ∇²[r]`.',
  },
];

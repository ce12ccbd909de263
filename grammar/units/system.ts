/**
 * Systems of units: what each sets to one, and what of the dimensions is left then.
 *
 * Setting a constant to one makes its dimension that of a pure number, so dimensions are only distinguished up to powers of
 * such constants. With c = 1 a time is a length and a mass an energy; with ħ = 1 too, a length is an inverse energy; with
 * ħ = m_e = e = 4πε₀ = 1 nothing is left at all, and every quantity is a number.
 */
import { type Phrase, say } from '../localization/phrase.ts';
import {
  BOHR,
  BOLTZMANN,
  ELEMENTARY_CHARGE,
  FINE_STRUCTURE,
  HARTREE,
  HBAR,
  LIGHT_SPEED,
  VACUUM_PERMITTIVITY,
} from './constants.ts';
import { type Base, type Dimension, ENERGY, LENGTH, PURE, power, substitute, times } from './dimension.ts';
import { rational } from './rational.ts';

export const SYSTEM_NAMES = ['oscillator', 'atomic', 'nuclear', 'natural', 'SI'] as const;
export type SystemName = (typeof SYSTEM_NAMES)[number];

export interface System {
  readonly name: SystemName;
  readonly documentation: Phrase;
  /**
   * Whether coordinates have a dimension. Where all constants are one they are numbers, and only what is written with a
   * unit has a dimension.
   */
  readonly dimensional: boolean;
  /** The bases that the constants express by others. */
  readonly collapsed: Partial<Record<Base, Dimension>>;
  /** The system's own unit of each base in SI units; null where the system has no absolute size. */
  readonly sizes: Readonly<Record<Base, number>> | null;
  /** How the system's own units are called. */
  readonly symbols: Partial<Record<Base | 'energy', string>>;
}

const MEV = ELEMENTARY_CHARGE * 1e6;
const GEV = ELEMENTARY_CHARGE * 1e9;
const FERMI = 1e-15;
/** e²/(4πε₀) is α·ħ·c: with 4πε₀ = 1, charges are measured in √(energy·length). */
const coulomb = (energy: number, length: number) => Math.sqrt(4 * Math.PI * VACUUM_PERMITTIVITY * energy * length);

export const SYSTEMS: Readonly<Record<SystemName, System>> = {
  oscillator: {
    name: 'oscillator',
    documentation: say(
      'ħ = m = ω = 1: energies in ħω, lengths in √(ħ/mω). The kinetic energy of one particle is `-1/2 * ∇²[r]`. The trap may be any, so nothing here has a size in metres or joules: numbers with units cannot be converted.',
    ),
    dimensional: false,
    collapsed: {},
    sizes: null,
    symbols: { energy: 'ħω', length: '√(ħ/mω)', time: '1/ω', mass: 'm' },
  },
  atomic: {
    name: 'atomic',
    documentation: say(
      'ħ = m_e = e = 4πε₀ = 1: energies in hartree (27.2114 eV), lengths in bohr (0.529177 Å). The kinetic energy of an electron is `-1/2 * ∇²[r]`, the repulsion of two `1/|r[i] - r[j]|`.',
    ),
    dimensional: false,
    collapsed: { temperature: ENERGY },
    sizes: {
      mass: HBAR ** 2 / (HARTREE * BOHR ** 2),
      length: BOHR,
      time: HBAR / HARTREE,
      charge: ELEMENTARY_CHARGE,
      temperature: HARTREE / BOLTZMANN,
    },
    symbols: { energy: 'Ha', length: 'a₀', mass: 'm_e', charge: 'e', time: 'ħ/Ha' },
  },
  nuclear: {
    name: 'nuclear',
    documentation: say(
      'Energies and masses in MeV, lengths in fm, with c = 4πε₀ = k_B = 1 and ħ = 197.327 MeV·fm. The kinetic energy of a nucleon is `-ħ^2/(2*mN) * ∇²[r]`, with ħ²/mN about 41.5 MeV·fm².',
    ),
    dimensional: true,
    collapsed: {
      mass: ENERGY,
      time: LENGTH,
      charge: power(times(ENERGY, LENGTH), rational(1, 2)),
      temperature: ENERGY,
    },
    sizes: {
      mass: MEV / LIGHT_SPEED ** 2,
      length: FERMI,
      time: FERMI / LIGHT_SPEED,
      charge: coulomb(MEV, FERMI),
      temperature: MEV / BOLTZMANN,
    },
    symbols: { energy: 'MeV', length: 'fm' },
  },
  natural: {
    name: 'natural',
    documentation: say(
      'ħ = c = 4πε₀ = k_B = 1: everything is a power of one energy, such as the coupling of a lattice; numbers with units are counted in GeV, so a length is in 1/GeV (0.197327 fm) and a mass in GeV. The kinetic energy of a particle is `-1/(2*m) * ∇²[r]`, and e² is α = 1/137.036.',
    ),
    dimensional: true,
    collapsed: {
      mass: ENERGY,
      length: power(ENERGY, rational(-1)),
      time: power(ENERGY, rational(-1)),
      charge: PURE,
      temperature: ENERGY,
    },
    sizes: {
      mass: GEV / LIGHT_SPEED ** 2,
      length: (HBAR * LIGHT_SPEED) / GEV,
      time: HBAR / GEV,
      charge: ELEMENTARY_CHARGE / Math.sqrt(FINE_STRUCTURE),
      temperature: GEV / BOLTZMANN,
    },
    symbols: { energy: 'GeV' },
  },
  SI: {
    name: 'SI',
    documentation: say(
      'Kilogram, metre, second, coulomb and kelvin; nothing is set to one. The kinetic energy of a particle is `-ħ^2/(2*m) * ∇²[r]`.',
    ),
    dimensional: true,
    collapsed: {},
    sizes: { mass: 1, length: 1, time: 1, charge: 1, temperature: 1 },
    symbols: { energy: 'J', mass: 'kg', length: 'm', time: 's', charge: 'C', temperature: 'K' },
  },
};

/** What the system leaves of a dimension; two quantities can be added where this is the same for both. */
export function reduced(dimension: Dimension, system: System): Dimension {
  return substitute(dimension, system.collapsed);
}

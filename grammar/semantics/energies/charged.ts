/** Masses and charges of what a Hamiltonian is made of, as formulas in the units of its file. */
import { isParticles, isReference, type Particle, type Particles } from '../../generated/ast.ts';
import { speciesNamed } from '../../library/species.ts';
import type { System } from '../../units/system.ts';
import { sourceText } from '../source-text.ts';

/** A formula, with its value where it is a plain number. */
export interface Amount {
  readonly text: string;
  readonly value?: number;
}

const number = (value: number): Amount => ({ text: String(value), value });

/** Masses of the kinds that have one, as numbers with units. */
const MASSES: Readonly<Record<string, string>> = {
  electrons: '1 m_e',
  protons: '1 m_p',
  neutrons: '1 m_n',
  nucleons: '(1 m_p + 1 m_n)/2',
};

/**
 * The mass of each of the particles; undefined where nothing says it. Where ħ and the mass are one, or there is a scale of
 * energy only, particles without a mass of their own have 1.
 */
export function massOf(line: Particle | Particles, system: System): Amount | undefined {
  const given = settingOf(line, 'mass');
  if (given) return given;
  const own = isParticles(line) ? MASSES[line.species] : undefined;
  if (system.sizes === null || (system.name === 'atomic' && own === MASSES.electrons)) return number(1);
  if (own) return { text: own };
  return system.name === 'atomic' || system.name === 'natural' ? number(1) : undefined;
}

/** The charge of each of the particles in elementary charges; undefined where nothing says it. */
export function chargeOfParticles(line: Particle | Particles): Amount | undefined {
  const given = settingOf(line, 'charge');
  if (given) return given;
  const own = isParticles(line) ? speciesNamed(line.species)?.charge : undefined;
  return own === undefined ? undefined : number(own);
}

function settingOf(line: Particle | Particles, key: string): Amount | undefined {
  const value = isParticles(line) ? line.settings.find((setting) => setting.key === key)?.value : undefined;
  if (!value) return undefined;
  const text = sourceText(value);
  const plain = Number(text.replace('−', '-'));
  if (Number.isFinite(plain) && text !== '') return number(plain);
  return { text: isReference(value) ? text : `(${text})` };
}

/** The square of the elementary charge over 4πε₀, where it is not 1; CODATA 2022. */
export function coulombConstant(system: System): string | undefined {
  if (system.name === 'oscillator' || system.name === 'atomic') return undefined;
  return system.name === 'SI' ? '(1 e)^2/(4*π * 8.8541878188e-12 C^2 N^-1 m^-2)' : '(1 e)^2';
}

import { describe, expect, it } from 'vitest';
import * as constants from '../../../grammar/units/constants.ts';
import { inSystem, measureOf, ratioOf } from '../../../grammar/units/convert.ts';
import { nearbyRational, rational } from '../../../grammar/units/rational.ts';
import { SYSTEMS, type SystemName } from '../../../grammar/units/system.ts';
import { UNITS, unitNamed, unitNames } from '../../../grammar/units/unit.ts';

/** Values as they stand in the table CODATA 2022, with the standard uncertainty; half a last digit where it is exact. */
const TABLE: readonly [name: string, computed: number, value: number, uncertainty: number][] = [
  ['reduced Planck constant', constants.HBAR, 1.054571817e-34, 1e-43],
  ['Hartree energy', constants.HARTREE, 4.359744722206e-18, 4.8e-30],
  ['Hartree energy in eV', constants.HARTREE / constants.ELEMENTARY_CHARGE, 27.211386245981, 3e-11],
  ['Bohr radius', constants.BOHR, 5.29177210544e-11, 8.2e-21],
  ['electron mass', constants.ELECTRON_MASS, 9.1093837139e-31, 2.8e-40],
  ['atomic mass constant', constants.ATOMIC_MASS, 1.66053906892e-27, 5.2e-37],
  ['proton mass', constants.PROTON_MASS, 1.67262192595e-27, 5.2e-37],
  ['neutron mass', constants.NEUTRON_MASS, 1.67492750056e-27, 8.5e-37],
  ['muon mass', constants.MUON_MASS, 1.883531627e-28, 4.2e-36],
  ['deuteron mass', constants.DEUTERON_MASS, 3.3435837768e-27, 1e-36],
  ['alpha particle mass', constants.ALPHA_MASS, 6.644657345e-27, 2.1e-36],
  ['vacuum electric permittivity', constants.VACUUM_PERMITTIVITY, 8.8541878188e-12, 1.4e-21],
  ['Bohr magneton', constants.BOHR_MAGNETON, 9.2740100657e-24, 2.9e-33],
  ['nuclear magneton', constants.NUCLEAR_MAGNETON, 5.0507837393e-27, 1.6e-36],
  ['atomic unit of time', constants.HBAR / constants.HARTREE, 2.4188843265864e-17, 2.6e-29],
  ['hartree-kelvin relationship', constants.HARTREE / constants.BOLTZMANN, 3.1577502480398e5, 3.4e-7],
  ['ħc in MeV fm', (constants.HBAR * constants.LIGHT_SPEED) / (constants.ELEMENTARY_CHARGE * 1e-9), 197.3269804, 1e-7],
];

/** `fm^-1` as factors. */
const measure = (text: string) =>
  measureOf(
    text.split(' ').map((factor) => {
      const [name, exponent = '1'] = factor.split('^');
      const unit = unitNamed(name!);
      if (!unit) throw new Error(`no unit ${name}`);
      return { unit, exponent: nearbyRational(Number(exponent)) ?? rational(0) };
    }),
  );

describe('constants', () => {
  it.each(TABLE)('%s is that of CODATA 2022', (_name, computed, value, uncertainty) => {
    expect(Math.abs(computed - value)).toBeLessThanOrEqual(uncertainty);
  });
});

describe('conversion into the units of a system', () => {
  const relative = (a: number | undefined, b: number) => Math.abs(a! / b - 1);
  it.each<[SystemName, string, number, digits: number]>([
    ['atomic', 'Ha', 1, 1e-15],
    ['atomic', 'Ry', 0.5, 1e-15],
    ['atomic', 'eV', 3.6749322175665e-2, 1.2e-12],
    ['atomic', 'Å', 1 / 0.529177210544, 2e-10],
    ['atomic', 'nm', 10 / 0.529177210544, 2e-10],
    ['atomic', 'bohr', 1, 1e-15],
    ['atomic', 'm_e', 1, 4e-16],
    ['atomic', 'u', 1822.888486, 2e-10],
    ['atomic', 'K', 3.1668115634564e-6, 1.2e-12],
    ['atomic', 'fs', 41.341373335182, 2e-12],
    ['atomic', 'e', 1, 1e-15],
    // The atomic unit of electric field, 5.142 206 751 12(80)e11 V/m, and the Bohr magneton, e·ħ/(2·m_e) = 1/2.
    ['atomic', 'V m^-1', 1 / 5.14220675112e11, 2e-10],
    ['atomic', 'μ_B T', constants.BOHR_MAGNETON / constants.HARTREE, 1e-14],
    ['nuclear', 'MeV', 1, 1e-15],
    ['nuclear', 'fm', 1, 1e-15],
    ['nuclear', 'fm^-1', 1, 1e-15],
    ['nuclear', 'm_p', 938.27208943, 4e-10],
    ['nuclear', 'm_n', 939.56542194, 6e-10],
    ['nuclear', 'u', 931.49410372, 4e-10],
    ['nuclear', 'm_e', 0.51099895069, 4e-10],
    ['nuclear', 'MeV c^-2', 1, 1e-15],
    // e² = α·ħc
    ['nuclear', 'e^2', 197.3269804 / 137.035999177, 1e-9],
    ['natural', 'GeV', 1, 1e-15],
    ['natural', 'fm', 1 / 0.1973269804, 1e-9],
    ['natural', 'm_p', 0.93827208943, 4e-10],
    ['natural', 'e^2', 1 / 137.035999177, 2e-10],
    ['SI', 'eV', 1.602176634e-19, 1e-15],
    ['SI', 'kg', 1, 1e-15],
    ['SI', 'kJ mol^-1', 1e3 / 6.02214076e23, 1e-15],
    ['SI', 'μm', 1e-6, 1e-15],
    ['oscillator', 'deg', Math.PI / 180, 1e-15],
  ])('%s: 1 %s', (system, unit, value, precision) => {
    expect(relative(inSystem(measure(unit), SYSTEMS[system]), value)).toBeLessThan(precision);
  });

  it('has no answer where the system has no size', () => {
    expect(inSystem(measure('eV'), SYSTEMS.oscillator)).toBeUndefined();
  });

  it('compares only what the system can', () => {
    expect(ratioOf(measure('eV'), measure('K'), SYSTEMS.SI)).toBeUndefined();
    expect(ratioOf(measure('eV'), measure('K'), SYSTEMS.atomic)).toBeCloseTo(11604.51812, 4);
    expect(ratioOf(measure('fm'), measure('MeV'), SYSTEMS.nuclear)).toBeUndefined();
    expect(ratioOf(measure('fm'), measure('MeV^-1'), SYSTEMS.natural)).toBeCloseTo(1 / 197.3269804, 10);
    expect(ratioOf(measure('nm'), measure('pm'), SYSTEMS.oscillator)).toBeCloseTo(1000, 9);
  });

  it('sets the constants of each system to one', () => {
    const one = (unit: string, system: SystemName) => inSystem(measure(unit), SYSTEMS[system]);
    expect(one('c', 'nuclear')).toBeCloseTo(1, 15);
    expect(one('c', 'natural')).toBeCloseTo(1, 15);
    expect(one('c', 'atomic')).toBeCloseTo(137.035999177, 6);
    const hbar = (name: SystemName) => constants.HBAR * inSystem(measure('J s'), SYSTEMS[name])!;
    expect(hbar('atomic')).toBeCloseTo(1, 14);
    expect(hbar('natural')).toBeCloseTo(1, 14);
    expect(hbar('nuclear')).toBeCloseTo(197.32698046, 8);
  });
});

describe('names of units', () => {
  it('are not ambiguous', () => {
    const names = UNITS.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of unitNames()) expect(unitNamed(name)?.name, name).toBe(name);
  });

  it('read every form of Å and µ', () => {
    expect(unitNamed('\u212b')?.size).toBe(1e-10);
    expect(unitNamed('A\u030a')?.size).toBe(1e-10);
    expect(unitNamed('\u00b5m')).toEqual(unitNamed('\u03bcm'));
  });

  it('know no prefixes of units that take none, and no lone prefix', () => {
    for (const name of ['mbohr', 'me', 'mu', 'k', 'M', 'kk', 'kkg', '']) expect(unitNamed(name), name).toBeUndefined();
  });
});

/** Units that numbers can be written with. */
import { type Phrase, say, type Words } from '../localization/phrase.ts';
import {
  ALPHA_MASS,
  ATOMIC_MASS,
  AVOGADRO,
  BOHR,
  BOHR_MAGNETON,
  DEUTERON_MASS,
  ELECTRON_MASS,
  ELEMENTARY_CHARGE,
  HARTREE,
  LIGHT_SPEED,
  MUON_MASS,
  NEUTRON_MASS,
  NUCLEAR_MAGNETON,
  PROTON_MASS,
} from './constants.ts';
import {
  CHARGE,
  type Dimension,
  dimension,
  ENERGY,
  FORCE,
  FREQUENCY,
  LENGTH,
  MAGNETIC_FIELD,
  MASS,
  over,
  PRESSURE,
  PURE,
  TEMPERATURE,
  TIME,
  VELOCITY,
  VOLTAGE,
} from './dimension.ts';

export interface Unit {
  /** As it is written: `MeV`, `Å`. */
  readonly name: string;
  readonly dimension: Dimension;
  /** Its size in the SI's base units with the coulomb for the ampere: kg, m, s, C, K. */
  readonly size: number;
  readonly what: Words;
  /** What it is, and where its size comes from. */
  readonly documentation: Phrase;
}

interface Entry extends Unit {
  readonly aliases: readonly string[];
  /** `MeV`, `nm`: it takes the prefixes of the SI. */
  readonly prefixes: boolean;
}

const EXACT = say`exact by the definition of the SI`;
const CODATA = 'CODATA 2022';

function entry(names: string, of: Dimension, size: number, what: Phrase, source: Words, prefixes = false): Entry {
  const [name, ...aliases] = names.split(' ') as [string, ...string[]];
  return { name, aliases, dimension: of, size, what, documentation: say`${what}; ${source}`, prefixes };
}

const ENTRIES: readonly Entry[] = [
  entry('m', LENGTH, 1, say`metre`, EXACT, true),
  entry('Å angstrom Angstrom', LENGTH, 1e-10, say`ångström, 0.1 nm`, say`exact`),
  entry('a0 a₀ bohr Bohr', LENGTH, BOHR, say`Bohr radius, α/(4π R∞)`, CODATA),
  entry('barn', dimension({ length: 2 }), 1e-28, say`barn, 100 fm²`, say`exact`, true),
  entry('eV', ENERGY, ELEMENTARY_CHARGE, say`electronvolt`, EXACT, true),
  entry('J', ENERGY, 1, say`joule`, EXACT, true),
  entry('Ha hartree Hartree E_h', ENERGY, HARTREE, say`hartree, 2 h c R∞`, CODATA, true),
  entry('Ry rydberg Rydberg', ENERGY, HARTREE / 2, say`rydberg, h c R∞`, CODATA, true),
  entry('cal', ENERGY, 4.184, say`thermochemical calorie, 4.184 J`, say`exact`, true),
  entry('s', TIME, 1, say`second`, EXACT, true),
  entry('Hz', FREQUENCY, 1, say`hertz, 1/s`, EXACT, true),
  entry('g', MASS, 1e-3, say`gram`, EXACT, true),
  entry('u', MASS, ATOMIC_MASS, say`atomic mass constant`, CODATA),
  entry('Da', MASS, ATOMIC_MASS, say`dalton, the atomic mass constant`, CODATA, true),
  entry('m_e mₑ', MASS, ELECTRON_MASS, say`electron mass, 2 h R∞/(c α²)`, CODATA),
  entry('m_p', MASS, PROTON_MASS, say`proton mass`, CODATA),
  entry('m_n', MASS, NEUTRON_MASS, say`neutron mass`, CODATA),
  entry('m_mu m_μ', MASS, MUON_MASS, say`muon mass`, CODATA),
  entry('m_d', MASS, DEUTERON_MASS, say`deuteron mass`, CODATA),
  entry('m_alpha m_α', MASS, ALPHA_MASS, say`mass of the alpha particle`, CODATA),
  entry('C', CHARGE, 1, say`coulomb`, EXACT, true),
  entry('e', CHARGE, ELEMENTARY_CHARGE, say`elementary charge`, EXACT),
  entry('A', over(CHARGE, TIME), 1, say`ampere, C/s`, EXACT, true),
  entry('K', TEMPERATURE, 1, say`kelvin; as an energy k_B·K, where k_B = 1`, EXACT, true),
  entry('V', VOLTAGE, 1, say`volt, J/C`, EXACT, true),
  entry('T', MAGNETIC_FIELD, 1, say`tesla`, EXACT, true),
  entry('G', MAGNETIC_FIELD, 1e-4, say`gauss, 10⁻⁴ T`, say`exact`, true),
  entry('N', FORCE, 1, say`newton`, EXACT, true),
  entry('Pa', PRESSURE, 1, say`pascal`, EXACT, true),
  entry('c', VELOCITY, LIGHT_SPEED, say`speed of light, as in MeV c^-2`, EXACT),
  entry('mu_B μ_B μB', over(ENERGY, MAGNETIC_FIELD), BOHR_MAGNETON, say`Bohr magneton, eħ/(2 m_e)`, CODATA),
  entry('mu_N μ_N μN', over(ENERGY, MAGNETIC_FIELD), NUCLEAR_MAGNETON, say`nuclear magneton, eħ/(2 m_p)`, CODATA),
  entry('mol', PURE, AVOGADRO, say`mole, as in kJ mol^-1`, EXACT),
  entry('rad', PURE, 1, say`radian`, say`exact`, true),
  entry('deg', PURE, Math.PI / 180, say`degree of angle, π/180`, say`exact`),
];

const PREFIXES: readonly (readonly [symbol: string, name: Phrase, exponent: number])[] = [
  ['a', say`atto`, -18],
  ['f', say`femto`, -15],
  ['p', say`pico`, -12],
  ['n', say`nano`, -9],
  ['μ', say`micro`, -6],
  ['u', say`micro`, -6],
  ['m', say`milli`, -3],
  ['c', say`centi`, -2],
  ['k', say`kilo`, 3],
  ['M', say`mega`, 6],
  ['G', say`giga`, 9],
  ['T', say`tera`, 12],
  ['P', say`peta`, 15],
];

/** Every unit under its first name, without prefixes; for completion and the reference. */
export const UNITS: readonly (Unit & { readonly prefixes: boolean; readonly aliases: readonly string[] })[] = ENTRIES;

const BY_NAME: ReadonlyMap<string, Entry> = new Map(
  ENTRIES.flatMap((unit) => [unit.name, ...unit.aliases].map((name) => [name, unit] as const)),
);

/** The unit of a name, prefix included; undefined where there is none. µ is μ, and every form of Å is one letter. */
export function unitNamed(text: string): Unit | undefined {
  const name = text.normalize('NFC').replaceAll('µ', 'μ');
  const plain = BY_NAME.get(name);
  if (plain) return { ...plain, name };
  for (const [symbol, word, exponent] of PREFIXES) {
    const unit = name.startsWith(symbol) ? BY_NAME.get(name.slice(symbol.length)) : undefined;
    if (unit?.prefixes)
      // A division by an exact power of ten is rounded once; a product with 1e-15 would be rounded twice.
      return {
        name,
        dimension: unit.dimension,
        size: exponent < 0 ? unit.size / 10 ** -exponent : unit.size * 10 ** exponent,
        what: say`${word}-${unit.what}`,
        documentation: say`${word}-${unit.documentation}`,
      };
  }
  return undefined;
}

/** All names that a unit can have, with the usual prefixes; for suggestions. */
export function unitNames(): string[] {
  return [...BY_NAME].flatMap(([name, { prefixes }]) =>
    prefixes ? [name, ...PREFIXES.map(([symbol]) => symbol + name)] : [name],
  );
}

/**
 * Physical constants in SI units: the CODATA 2022 recommended values (Mohr, Tiesinga, Newell and Taylor, Rev. Mod. Phys. 97,
 * 025002 (2025)).
 *
 * The first five are exact by the definition of the SI (2019). Of the measured ones only independent ones are given, α and
 * R∞ and ratios of masses: everything else is computed from them, so that relations such as E_h = ħ²/(m_e·a₀²) hold
 * to rounding, and a unit converted there and back is the same number. They agree with the table's own values to all its digits.
 */

/** Speed of light, m/s. */
export const LIGHT_SPEED = 299_792_458;
/** Planck constant, J·s. */
export const PLANCK = 6.62607015e-34;
/** Reduced Planck constant, J·s. */
export const HBAR = PLANCK / (2 * Math.PI);
/** Elementary charge, C. */
export const ELEMENTARY_CHARGE = 1.602176634e-19;
/** Boltzmann constant, J/K. */
export const BOLTZMANN = 1.380649e-23;
/** Avogadro constant, 1/mol. */
export const AVOGADRO = 6.02214076e23;

/** Fine-structure constant, 7.297 352 5643(11)e-3. */
export const FINE_STRUCTURE = 7.2973525643e-3;
/** Rydberg constant, 10 973 731.568 157(12) 1/m. */
export const RYDBERG = 10_973_731.568157;

/** Hartree energy, J: 2·h·c·R∞. */
export const HARTREE = 2 * PLANCK * LIGHT_SPEED * RYDBERG;
/** Bohr radius, m: α/(4π·R∞). */
export const BOHR = FINE_STRUCTURE / (4 * Math.PI * RYDBERG);
/** Electron mass, kg: 2·h·R∞/(c·α²). */
export const ELECTRON_MASS = (2 * PLANCK * RYDBERG) / (LIGHT_SPEED * FINE_STRUCTURE ** 2);
/** Atomic mass constant, kg: m_e over the electron's relative atomic mass 5.485 799 090 441(97)e-4. */
export const ATOMIC_MASS = ELECTRON_MASS / 5.485799090441e-4;
/** Proton mass, kg: 1836.152 673 426(32) m_e. */
export const PROTON_MASS = 1836.152673426 * ELECTRON_MASS;
/** Neutron mass, kg: 1838.683 662 00(74) m_e. */
export const NEUTRON_MASS = 1838.683662 * ELECTRON_MASS;
/** Muon mass, kg: 206.768 2827(46) m_e. */
export const MUON_MASS = 206.7682827 * ELECTRON_MASS;
/** Deuteron mass, kg: 3670.482 967 655(63) m_e. */
export const DEUTERON_MASS = 3670.482967655 * ELECTRON_MASS;
/** Mass of the alpha particle, kg: 7294.299 541 71(17) m_e. */
export const ALPHA_MASS = 7294.29954171 * ELECTRON_MASS;
/** Vacuum electric permittivity, F/m: e²/(2·α·h·c). */
export const VACUUM_PERMITTIVITY = ELEMENTARY_CHARGE ** 2 / (2 * FINE_STRUCTURE * PLANCK * LIGHT_SPEED);
/** Bohr magneton, J/T: e·ħ/(2·m_e). */
export const BOHR_MAGNETON = (ELEMENTARY_CHARGE * HBAR) / (2 * ELECTRON_MASS);
/** Nuclear magneton, J/T: e·ħ/(2·m_p). */
export const NUCLEAR_MAGNETON = (ELEMENTARY_CHARGE * HBAR) / (2 * PROTON_MASS);

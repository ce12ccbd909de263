/** Symbols of the elements in the order of their charge, from hydrogen to krypton. */
export const ELEMENTS: readonly string[] =
  'H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr'.split(' ');

/** The charge number of an element; undefined for what is none. */
export function chargeOf(symbol: string): number | undefined {
  const at = ELEMENTS.indexOf(symbol);
  return at < 0 ? undefined : at + 1;
}

import type { LibraryName } from '../../library/builtin.ts';
import { isOperatorName } from '../../library/operators.ts';
import { ACTION, ENERGY, MOMENTUM } from '../../units/dimension.ts';
import type { System } from '../../units/system.ts';
import { BARE, FREE, given, type Quantity } from './quantity.ts';

/** The quantity that a name of the language stands for. */
export function libraryQuantity(target: LibraryName, system: System): Quantity {
  // Spins count in units of ħ, so they are numbers; a lattice of them has its energies in the couplings.
  if (isOperatorName(target)) return target.acts === 'motion' ? given(MOMENTUM, system) : BARE;
  switch (target.noun) {
    case 'energy':
      return given(ENERGY, system);
    case 'constant':
      return constant(target.name, system);
    case 'part of a wave function':
      return FREE;
    default:
      return BARE;
  }
}

function constant(name: string, system: System): Quantity {
  return name === 'ħ' || name === 'hbar' ? given(ACTION, system) : BARE;
}

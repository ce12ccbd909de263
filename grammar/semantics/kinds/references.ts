import {
  type BlockUse,
  type FormalArgument,
  isBlockUse,
  isDefinition,
  isFileParameter,
  isFormalArgument,
  isIndex,
  isNamedFormula,
  isParameter,
  isParticle,
  isParticles,
  isPositions,
  isUnknownPotential,
  type Reference,
} from '../../generated/ast.ts';
import { isLibraryName } from '../../library/builtin.ts';
import { EWALD } from '../../library/energies.ts';
import { BLOCKS } from '../../library/settings/tables.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import type { Kind } from '../kind.ts';
import { isOnLine } from '../particle.ts';
import { type Inference, inferOnce } from './inference.ts';

/** What a block is in a formula: `network` needs arguments, the others stand for themselves. */
export function natureOf(block: BlockUse): 'network' | 'features' | 'scalar' | undefined {
  const target = block.kind.symbol.ref;
  return BLOCKS.find(({ name }) => name === target)?.nature;
}

/** The kind of a name by itself. */
export function inferReference(reference: Reference, context: Inference): Kind {
  const target = reference.symbol.ref;
  if (target === undefined) return 'error';
  const bare = (signature: string): Kind => {
    context.report(catalogue.bareFunction, reference, { name: target.name, signature });
    return 'error';
  };
  if (isParameter(target) || isIndex(target) || isFileParameter(target)) return 'number';
  if (isParticle(target)) return isOnLine(target) ? 'scalar' : 'vector';
  if (isParticles(target) || isPositions(target)) return 'positions';
  if (isFormalArgument(target)) return context.bound?.get(target) ?? declaredKind(target);
  if (isUnknownPotential(target)) return 'scalar';
  if (isNamedFormula(target)) return bare(`${target.name}(${target.arguments.map(({ name }) => name).join(', ')})`);
  if (isDefinition(target)) {
    if (isBlockUse(target.value)) {
      const nature = natureOf(target.value);
      return nature === 'network' || nature === undefined ? bare(`${target.name}(r)`) : nature;
    }
    return inferOnce(target, context, undefined);
  }
  if (!isLibraryName(target)) return 'number';
  if (target.noun === 'energy') return target === EWALD ? 'scalar' : 'operator';
  if (target.noun === 'constant' || target.noun === 'imaginary unit') return 'number';
  if (
    target.noun === 'function' ||
    target.noun === 'operator' ||
    target.noun === 'part of a wave function' ||
    target.noun === 'nuclear charge'
  )
    return bare(target.signature);
  return 'number';
}

/** An argument says by its space what it is; without one it may be anything. */
function declaredKind({ space }: FormalArgument): Kind {
  if (!space) return 'error';
  return isOnLine({ space }) ? 'scalar' : 'vector';
}

/** A block in the middle of a formula: a factor of the wave function, where it needs no arguments. */
export function inferBlock(block: BlockUse, context: Inference): Kind {
  if (block.kind.symbol.ref === undefined) return 'error';
  const nature = natureOf(block);
  if (nature === 'scalar' || nature === 'features') return nature;
  context.report(catalogue.blockMisplaced, block, {});
  return 'error';
}

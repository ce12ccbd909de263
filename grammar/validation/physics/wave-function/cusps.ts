import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import {
  type BlockUse,
  type Definition,
  type Expression,
  isBinary,
  isBlockUse,
  isDefinition,
  isGroup,
  isNamedFormula,
  isNorm,
  isNumberLiteral,
  isRaised,
  isReference,
  type Norm,
} from '../../../generated/ast.ts';
import { SLATER } from '../../../library/wave-functions.ts';
import { isBlock } from './parity.ts';

/**
 * Whether a wave function may have a cusp where a distance is zero: it contains a distance that no even power makes smooth, a
 * Jastrow factor with cusps, or, at nuclei, orbitals of atoms.
 */
export function mayHaveCusp(
  psi: Expression,
  where: 'pair' | 'nucleus' | 'origin',
  visited = new Set<object>(),
): boolean {
  return AstUtils.streamAst(psi).some((node) => {
    if (isNorm(node)) return !isSmooth(node);
    if (isBlockUse(node)) return isBlock(node, 'jastrow') && cuspsOf(node) !== 'none';
    const target: AstNode | undefined = isReference(node) ? node.symbol.ref : undefined;
    if (target === SLATER) return where === 'nucleus';
    if (!(isDefinition(target) || isNamedFormula(target)) || visited.has(target)) return false;
    visited.add(target);
    return (target as Definition).value !== undefined && mayHaveCusp((target as Definition).value, where, visited);
  });
}

/** |r|² is a polynomial. */
function isSmooth(norm: Norm): boolean {
  let node: AstNode = norm;
  while (isGroup(node.$container)) node = node.$container;
  const power = node.$container;
  if (isRaised(power)) return power.exponent % 2 === 0;
  if (!isBinary(power) || power.operator !== '^' || power.left !== node) return false;
  return isNumberLiteral(power.right) && power.right.value % 2 === 0;
}

function cuspsOf(block: BlockUse): string | undefined {
  const value = block.settings.find(({ key }) => key === 'cusps')?.value;
  return value && isReference(value) ? value.symbol.$refText : undefined;
}

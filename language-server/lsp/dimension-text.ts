import {
  dimensionsIn,
  isDefinition,
  isExpression,
  isFile,
  isFileParameter,
  isFormalArgument,
  isParameter,
  isParticle,
  isParticles,
  say,
  systemOf,
  type Words,
} from '@qham/grammar';
import { type AstNode, AstUtils } from 'langium';

/**
 * The dimension of what stands in a formula or is declared, in the units of its file: `energy, in MeV`. Undefined where the file
 * says no units, where its units leave no dimensions, and where the dimension is not determined.
 */
export function dimensionText(node: AstNode): Words | undefined {
  const file = AstUtils.getContainerOfType(node, isFile);
  const system = systemOf(node);
  if (!file || !system?.dimensional) return undefined;
  if (isParticle(node) || isParticles(node)) return say`length, in ${system.symbols.length ?? '1/GeV'}`;
  const sized = isDefinition(node) ? node.value : node;
  if (!isExpression(sized) && !isParameter(sized) && !isFileParameter(sized) && !isFormalArgument(sized))
    return undefined;
  const shown = dimensionsIn(file).of(sized);
  if (!shown) return undefined;
  return shown.unit === '' ? shown.name : say`${shown.name}, in ${shown.unit}`;
}

import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import { isFile, isUnits } from '../../generated/ast.ts';
import { SYSTEMS, type System } from '../../units/system.ts';

/** The system of units of the file that a node is in; undefined where the file does not say, or says one that is not known. */
export function systemOf(node: AstNode): System | undefined {
  const file = isFile(node) ? node : AstUtils.getContainerOfType(node, isFile);
  const name = file?.statements.find(isUnits)?.system;
  return name !== undefined && Object.hasOwn(SYSTEMS, name) ? SYSTEMS[name as keyof typeof SYSTEMS] : undefined;
}

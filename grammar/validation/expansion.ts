import { type AstNode, AstUtils } from 'langium';
import {
  type Definition,
  type File,
  type FileParameter,
  isDefinition,
  isFileParameter,
  isNamedFormula,
  isReference,
  type NamedFormula,
} from '../generated/ast.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';

type Defined = Definition | FileParameter | NamedFormula;

/**
 * More parts than any formula of physics has. A graph of so many operations takes seconds to build, and each further line of
 * `a = b * b` doubles it.
 */
const MOST_PARTS = 20_000;

/**
 * Reports the definitions that become too large when the definitions that they use are put in, as the compiler does.
 * @returns whether there is none, so that the file can be checked further
 */
export function checkExpansion(file: File, report: Report): boolean {
  const sizes = new Map<Defined, number>();
  let sound = true;
  for (const node of AstUtils.streamAst(file).filter(isDefined)) {
    if (!node.value || sizeOf(node, sizes) <= MOST_PARTS) continue;
    // What uses it is too large too; one place is enough.
    const first = usedBy(node).every((used) => sizeOf(used, sizes) <= MOST_PARTS);
    if (first) report(catalogue.tooLarge, { node, property: 'name' }, { name: node.name, most: MOST_PARTS });
    sound = false;
  }
  return sound;
}

const isDefined = (node: AstNode | undefined): node is Defined =>
  isDefinition(node) || isFileParameter(node) || isNamedFormula(node);

function usedBy(node: Defined): Defined[] {
  return AstUtils.streamAst(node)
    .filter(isReference)
    .map((reference) => reference.symbol?.ref)
    .filter(isDefined)
    .toArray();
}

/** Parts of a definition with all others put in; one that needs itself counts as nothing there. */
function sizeOf(node: Defined, sizes: Map<Defined, number>): number {
  const known = sizes.get(node);
  if (known !== undefined) return known;
  sizes.set(node, 0);
  const own = AstUtils.streamAst(node).count();
  const size = usedBy(node).reduce((sum, used) => sum + sizeOf(used, sizes), own);
  sizes.set(node, size);
  return size;
}

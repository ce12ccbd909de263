import { type Fix, isBinary, isDefinition, isReference, isSign, type Reference, say, writtenOut } from '@qham/grammar';
import { CstUtils, type LangiumDocument } from 'langium';

/** The formula of the energy whose name stands at an offset, in the place of the name; undefined where none stands. */
export function writingOut(document: LangiumDocument, offset: number): Fix | undefined {
  const root = document.parseResult.value.$cstNode;
  const leaf = root && CstUtils.findDeclarationNodeAtOffset(root, offset);
  const node = leaf?.astNode;
  const energy = isReference(node) ? writtenOut(node) : undefined;
  if (!leaf || !energy || !isReference(node)) return undefined;
  const formula = energy.value.$cstNode!.text;
  const text = standsAlone(node) ? formula : `(${formula})`;
  return { title: say`Write out ‘${energy.name}’`, edits: [{ offset: leaf.offset, end: leaf.end, text }] };
}

/** Nothing in front of the name acts on it: it is all of a definition, or the first of its summands. */
function standsAlone(node: Reference): boolean {
  let at: Reference | Reference['$container'] = node;
  while (isBinary(at.$container) && at.$container.left === at && '+-−'.includes(at.$container.operator))
    at = at.$container;
  return isDefinition(at.$container) && !isSign(at);
}

import {
  BLOCKS,
  isAnsatz,
  isArgument,
  isAssignment,
  isDefinition,
  isIndex,
  isLaplacian,
  isLibraryName,
  isParticle,
  isReference,
  isSetting,
  isUnknownPotential,
  LIBRARY,
  type LibraryName,
  settingOf,
} from '@qham/grammar';
import { type AstNode, type AstNodeDescription, AstUtils, type ReferenceInfo, type Stream, stream } from 'langium';
import type { CompletionContext } from 'langium/lsp';
import { CURSOR } from './cursor-document.ts';

/** The names that a reference at the cursor may mean, only the ones that are valid there. */
export function referenceCandidates(
  info: ReferenceInfo,
  context: CompletionContext,
  inScope: (info: ReferenceInfo) => Stream<AstNodeDescription>,
): Stream<AstNodeDescription> {
  const container = containerAt(context.node, info.property);
  const names = inScope(container ? { ...info, container } : info).filter(({ name }) => !name.includes(CURSOR));
  const choices = settingChoices(context);
  if (choices) return names.filter(({ node }) => isLibraryName(node) && choices.includes(node));
  if (isLaplacian(container?.$container)) return names.filter(({ node }) => isParticle(node) || isIndex(node));
  return beginsBlock(container) ? stream(BLOCKS.map(({ name }) => describe(name))).concat(names) : names;
}

/** What the reference at the cursor belongs to. */
function containerAt(node: AstNode | undefined, property: string): AstNode | undefined {
  if (!node) return undefined;
  // `Trap(D…`: as long as nothing follows it, the parser takes the name of a parameter for a value.
  if (property === 'parameter') return AstUtils.getContainerOfType(node, isAssignment);
  return AstUtils.getContainerOfType(node, (each): each is AstNode => {
    const reference = (each as unknown as Record<string, { $refText?: string } | undefined>)[property];
    return reference?.$refText?.includes(CURSOR) ?? false;
  });
}

/** Whether a block can stand where a name does: as the value of a definition of an ansatz, or of an unknown potential. */
function beginsBlock(reference: AstNode | undefined): boolean {
  if (!isReference(reference)) return false;
  if (isUnknownPotential(reference.$container)) return true;
  return (
    AstUtils.getContainerOfType(reference, isAnsatz) !== undefined &&
    AstUtils.getContainerOfType(reference, isSetting) === undefined &&
    AstUtils.getContainerOfType(reference, isDefinition) !== undefined
  );
}

function describe(name: LibraryName): AstNodeDescription {
  return { node: name, name: name.name, type: name.$type, documentUri: LIBRARY, path: name.name };
}

/** The choices of the setting whose value begins at the cursor, where it takes one of a few names. */
export function settingChoices({
  node,
  textDocument,
  tokenOffset,
}: CompletionContext): readonly LibraryName[] | undefined {
  const setting = node && AstUtils.getContainerOfType(node, isSetting);
  if (
    !setting ||
    AstUtils.getContainerOfType(node, isArgument) ||
    !textDocument.getText().slice(0, tokenOffset).trimEnd().endsWith('=')
  )
    return undefined;
  const choices = settingOf(setting)?.value.choices;
  return choices && choices.length > 0 ? choices : undefined;
}

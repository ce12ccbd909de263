import { docComment, isLibraryName, LIBRARY_SCHEME, type Speak } from '@qham/grammar';
import { type AstNode, AstUtils, type DocumentationProvider } from 'langium';
import type { QhamServerServices } from '../module.ts';

/** What is known about a declaration: the `///` comment above it, or the library's own words. */
export class QhamDocumentationProvider implements DocumentationProvider {
  readonly #speak: Speak;

  constructor({ localization }: QhamServerServices) {
    this.#speak = localization.Speak;
  }

  getDocumentation(node: AstNode): string | undefined {
    return isLibraryName(node) ? this.#speak(node.documentation) : commentOf(node, this.#speak);
  }
}

/** The comment above a declaration; those of the library are translated. */
export function commentOf(node: AstNode, speak: Speak): string | undefined {
  const english = docComment(node);
  if (english === undefined) return undefined;
  const ours = AstUtils.getDocument(node).uri.scheme === LIBRARY_SCHEME;
  return ours ? speak({ english, values: [] }) : english;
}

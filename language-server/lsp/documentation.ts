import { docComment, isLibraryName } from '@qham/grammar';
import type { AstNode, DocumentationProvider } from 'langium';

/** What is known about a declaration: the `///` comment above it, or the library's own words. */
export class QhamDocumentationProvider implements DocumentationProvider {
  getDocumentation(node: AstNode): string | undefined {
    return isLibraryName(node) ? node.documentation : docComment(node);
  }
}

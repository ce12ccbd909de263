import { isLibraryName } from '@qham/grammar';
import {
  type AstNode,
  DefaultReferences,
  EMPTY_STREAM,
  type FindReferencesOptions,
  type ReferenceDescription,
  type Stream,
} from 'langium';

/** References to declarations; what the language brings along is declared in no file, so nothing refers to it there. */
export class QhamReferences extends DefaultReferences {
  override findReferences(target: AstNode, options: FindReferencesOptions): Stream<ReferenceDescription> {
    return isLibraryName(target) ? EMPTY_STREAM : super.findReferences(target, options);
  }
}

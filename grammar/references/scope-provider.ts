import type {
  AstNodeDescription,
  AstNodeDescriptionProvider,
  LangiumCoreServices,
  ReferenceInfo,
  Scope,
  ScopeProvider,
} from 'langium';
import { MapScope, URI } from 'langium';
import { isLibraryName } from '../library/builtin.ts';
import { type Named, visibleNames } from './visible-names.ts';

/** Where built-in names come from: no file that anybody could open. */
export const LIBRARY = URI.parse('qham-library:/names');

/** Which names a reference may mean. A file is a world of its own, with what it imports and the library. */
export class QhamScopeProvider implements ScopeProvider {
  readonly #descriptions: AstNodeDescriptionProvider;

  constructor(services: LangiumCoreServices) {
    this.#descriptions = services.workspace.AstNodeDescriptionProvider;
  }

  getScope(context: ReferenceInfo): Scope {
    return new MapScope(visibleNames(context.container, context.property).map((node) => this.#describe(node)));
  }

  #describe(node: Named): AstNodeDescription {
    if (isLibraryName(node)) return { node, name: node.name, type: node.$type, documentUri: LIBRARY, path: node.name };
    return this.#descriptions.createDescription(node, node.name);
  }
}

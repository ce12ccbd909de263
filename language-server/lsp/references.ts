import { isArgument, isCall, isLibraryName, isNamedFormula, isParameter, type Parameter } from '@qham/grammar';
import {
  type AstNode,
  AstUtils,
  type CstNode,
  CstUtils,
  DefaultReferences,
  EMPTY_STREAM,
  type FindReferencesOptions,
  GrammarUtils,
  type ReferenceDescription,
  type Stream,
  UriUtils,
} from 'langium';

/**
 * References to declarations. What the language brings along is declared in no file, so nothing refers to it there. A name
 * before an argument, `V(r, depth = 2)`, refers to the parameter of the formula that is called.
 */
export class QhamReferences extends DefaultReferences {
  override findDeclarations(source: CstNode): AstNode[] {
    const parameter = labelled(source);
    return parameter ? [parameter] : super.findDeclarations(source);
  }

  override findReferences(target: AstNode, options: FindReferencesOptions): Stream<ReferenceDescription> {
    if (isLibraryName(target)) return EMPTY_STREAM;
    const found = super.findReferences(target, options);
    return isParameter(target) && isNamedFormula(target.$container)
      ? found.concat(this.#labels(target, options))
      : found;
  }

  /** The names before arguments that mean a parameter, in all documents. */
  #labels(parameter: Parameter, { documentUri }: FindReferencesOptions): ReferenceDescription[] {
    const target = AstUtils.getDocument(parameter);
    return this.documents.all
      .filter(({ uri }) => documentUri === undefined || UriUtils.equals(uri, documentUri))
      .flatMap((document) =>
        AstUtils.streamAst(document.parseResult.value)
          .filter((node) => isArgument(node) && node.label === parameter.name && parameterOf(node) === parameter)
          .flatMap((node): ReferenceDescription[] => {
            const label = GrammarUtils.findNodeForProperty(node.$cstNode, 'label');
            if (!label) return [];
            return [
              {
                sourceUri: document.uri,
                sourcePath: this.nodeLocator.getAstNodePath(node),
                targetUri: target.uri,
                targetPath: this.nodeLocator.getAstNodePath(parameter),
                segment: CstUtils.toDocumentSegment(label),
                local: document === target,
              },
            ];
          }),
      )
      .toArray();
  }
}

/** The parameter that a name before an argument means. */
function labelled(source: CstNode): Parameter | undefined {
  const argument = source.astNode;
  if (!isArgument(argument) || argument.label === undefined) return undefined;
  const label = GrammarUtils.findNodeForProperty(argument.$cstNode, 'label');
  return label && label.offset <= source.offset && source.end <= label.end ? parameterOf(argument) : undefined;
}

function parameterOf(argument: AstNode): Parameter | undefined {
  const { $container: call } = argument;
  const formula = isCall(call) ? call.callee?.symbol.ref : undefined;
  if (!isArgument(argument) || !isNamedFormula(formula)) return undefined;
  return formula.parameters.find(({ name }) => name === argument.label);
}

/**
 * What sort of quantity a formula is. Kinds are known before parameters have values: whether a vector has three
 * components or four is for the compiler.
 */

import { type Definition, type Expression, isBlockUse } from '../generated/ast.ts';
import { type Phrase, say } from '../localization/phrase.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import { combine } from './combine.ts';
import { KIND_WORDS, type Kind } from './kind.ts';
import { inferCall } from './kinds/calls.ts';
import { inferComponent } from './kinds/components.ts';
import type { Inference, KindContext } from './kinds/inference.ts';
import { inferLaplacian } from './kinds/laplacian.ts';
import { inferPiecewise } from './kinds/piecewise.ts';
import { inferBlock, inferReference, natureOf } from './kinds/references.ts';
import { inferSum } from './kinds/sums.ts';
import { arithmeticOf, isDot } from './operators.ts';
import { sourceText } from './source-text.ts';

export type { KindContext } from './kinds/inference.ts';

/** The kind of a formula. Reports what does not combine, once, at the smallest place. */
export function kindOf(expression: Expression, context: KindContext): Kind {
  return infer(expression, { ...context, visiting: new Set(), known: new Map(), infer });
}

/** The kind of a definition: a block that needs arguments makes it a network. */
export function kindOfDefinition(definition: Definition, context: KindContext): Kind {
  const block = isBlockUse(definition.value) ? natureOf(definition.value) : undefined;
  return block ?? kindOf(definition.value, context);
}

function infer(expression: Expression | undefined, context: Inference): Kind {
  // Half a file has holes.
  if (expression === undefined) return 'error';
  const { report } = context;
  const at = (e: Expression) => infer(e, context);
  switch (expression.$type) {
    case 'NumberLiteral':
      return 'number';
    case 'Group':
      return at(expression.inner);
    case 'Sign':
      return at(expression.operand);
    case 'Binary':
      return combine(
        { operation: arithmeticOf(expression), dot: isDot(expression), exponent: expression.right },
        expression,
        at(expression.left),
        at(expression.right),
        report,
      );
    case 'Raised':
      return combine(
        { operation: 'power', dot: false, exponent: expression.exponent },
        expression,
        at(expression.base),
        'number',
        report,
      );
    case 'Norm':
      return inferNorm(expression.of, at(expression.of), context);
    case 'List':
      return expression.elements.map((e) => numeric(e, at(e), say`numbers`, '[…]', context)).includes('error')
        ? 'error'
        : 'vector';
    case 'Component':
    case 'Axis':
      return inferComponent(expression, context);
    case 'Summation':
      return inferSum(expression, context);
    case 'Piecewise':
      return inferPiecewise(expression, context);
    case 'Call':
      return inferCall(expression, context);
    case 'Reference':
      return inferReference(expression, context);
    case 'Laplacian':
      return inferLaplacian(expression, context);
    case 'Interval':
      report(catalogue.notAQuantity, expression, {
        given: say`an interval`,
        hint: say`intervals belong to expectations`,
      });
      return 'error';
    case 'BlockUse':
      return inferBlock(expression, context);
  }
}

function inferNorm(of: Expression, kind: Kind, { report }: Inference): Kind {
  if (kind === 'vector') return 'scalar';
  if (kind === 'number' || kind === 'scalar' || kind === 'error') return kind;
  const expected = say`a number or a vector`;
  const hint = kind === 'positions' ? say`of one of them: |${sourceText(of)}[i]|, with sum(i)` : undefined;
  report(catalogue.argumentKind, of, { name: '|…|', expected, given: KIND_WORDS[kind], hint });
  return 'error';
}

/** The kind of an operand that must be a number; anything else is reported. */
export function numeric(e: Expression, kind: Kind, expected: Phrase, name: string, { report }: KindContext): Kind {
  if (kind === 'number' || kind === 'scalar' || kind === 'error') return kind;
  report(catalogue.argumentKind, e, { name, expected, given: KIND_WORDS[kind], hint: undefined });
  return 'error';
}

import type { Summation } from '../../generated/ast.ts';
import { say } from '../../localization/phrase.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import type { Kind } from '../kind.ts';
import { type Counted, countedBy, sameRange } from '../sum-range.ts';
import type { Inference } from './inference.ts';

/** A sum has the kind of its body; each of its indices must count something. */
export function inferSum(sum: Summation, context: Inference): Kind {
  const counted = sum.indices.map((index) => countedBy(index));
  if (sum.bonds !== undefined && counted[0]?.kind === 'nothing') {
    context.report(catalogue.noLattice, sum.indices[0]!, {});
    return 'error';
  }
  const body = context.infer(sum.body, context);
  if (body === 'error') return 'error';
  for (const [i, { kind }] of counted.entries()) {
    const index = sum.indices[i]!;
    if (kind === 'nothing') {
      context.report(catalogue.emptySum, index, { index: index.name });
      return 'error';
    }
    if (kind === 'several') {
      context.report(catalogue.unclearRange, index, { index: index.name });
      return 'error';
    }
  }
  if (!ordersLike(sum, counted, context)) return 'error';
  const components = counted.every(({ kind }) => kind === 'components');
  if (components && (body === 'operator' || body === 'momentum' || body === 'derivative')) {
    context.report(catalogue.operatorMisplaced, sum, {
      why: say`∇²[r] already is the sum over all components`,
      hint: say`take it out of the sum`,
    });
    return 'error';
  }
  return body === 'number' && !components ? 'scalar' : body;
}

/** `i < j` compares numbers of particles of one kind. */
function ordersLike(sum: Summation, counted: readonly Counted[], { report }: Inference): boolean {
  for (const [i, order] of sum.order.entries()) {
    if (order !== '<' || sameRange(counted[i]!, counted[i + 1]!)) continue;
    const [left, right] = [sum.indices[i]!, sum.indices[i + 1]!];
    report(catalogue.unlikeIndices, right, { left: left.name, right: right.name });
    return false;
  }
  return true;
}

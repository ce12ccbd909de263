import { type AstNode, AstUtils } from 'langium';
import { type Expression, isHamiltonian, isIndex, isParticle, isParticles } from '../../generated/ast.ts';
import { say } from '../../localization/phrase.ts';
import { catalogue } from '../../validation/catalogue/index.ts';
import type { Kind } from '../kind.ts';
import { countedBy } from '../sum-range.ts';
import { coordinatesOf } from '../systems.ts';
import type { KindContext } from './inference.ts';

/** ∇² must be in a Hamiltonian, and say which coordinates it differentiates. */
export function inferLaplacian(laplacian: Extract<Expression, { $type: 'Laplacian' }>, context: KindContext): Kind {
  if (!context.operators) {
    context.report(catalogue.operatorMisplaced, laplacian, {
      why: say`a wave function contains no differential operators`,
      hint: say`∇² belongs in the H of a Hamiltonian`,
    });
    return 'error';
  }
  if (laplacian.of === undefined) {
    context.report(catalogue.operatorMisplaced, laplacian, {
      why: say`∇² must say which coordinates it differentiates`,
      hint: say`write ${laplacianOf(laplacian)}`,
    });
    return 'error';
  }
  const target = laplacian.of.symbol.ref;
  if (target === undefined) return 'error';
  if (isParticle(target)) return 'operator';
  if (isIndex(target)) {
    const { kind } = countedBy(target);
    if (kind === 'particles') return 'operator';
    if (kind === 'several') {
      context.report(catalogue.unclearRange, target, { index: target.name });
      return 'error';
    }
    context.report(catalogue.operatorMisplaced, laplacian.of, {
      why: say`∇² differentiates coordinates of particles, and ‘${target.name}’ counts none`,
      hint: say`declare them: particles x: 4 fermions in R^1`,
    });
    return 'error';
  }
  const hint = isParticles(target)
    ? say`write sum(i) ∇²[i] for the sum over all of them`
    : say`write ∇²[r], with the name after ‘particle’`;
  context.report(catalogue.operatorMisplaced, laplacian.of, {
    why: isParticles(target)
      ? say`‘${target.name}’ are many particles: ∇² differentiates one of them`
      : say`∇² differentiates coordinates, and ‘${target.name}’ is no particle`,
    hint,
  });
  return 'error';
}

/** How ∇² is written in the Hamiltonian around a node. */
function laplacianOf(node: AstNode): string {
  const hamiltonian = AstUtils.getContainerOfType(node, isHamiltonian);
  const [first] = hamiltonian ? coordinatesOf(hamiltonian) : [];
  return isParticles(first) ? 'sum(i) ∇²[i]' : `∇²[${first?.name ?? 'r'}]`;
}

/**
 * What the index of a sum runs over. Mostly the body says it: `sum(i) x[i]` runs over the particles x, `sum(d) r[d]` over the
 * components of r.
 */
import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import {
  type Component,
  type Hamiltonian,
  type Index,
  isComponent,
  isHamiltonian,
  isIndex,
  isLaplacian,
  isParticles,
  isPositions,
  isReference,
  type Laplacian,
  type Lattice,
  type Nuclei,
  type Particles,
  type Reference,
  type Summation,
} from '../generated/ast.ts';
import { isOperatorName, NUCLEAR_CHARGE } from '../library/operators.ts';
import { ungrouped } from './particle.ts';
import { countablesOf, latticesOf, nucleiNamed, nucleiOf } from './systems.ts';

/** What an index counts; `several`: particles of more than one kind are possible, and nothing says which. */
export type Counted =
  | { readonly kind: 'components' }
  | { readonly kind: 'particles'; readonly particles: Particles }
  | { readonly kind: 'nuclei'; readonly nuclei: Nuclei }
  | { readonly kind: 'sites'; readonly lattice: Lattice }
  | { readonly kind: 'several' }
  | { readonly kind: 'nothing' };

/** The index that an expression is, where it is just that. */
export function indexNamed(node: AstNode | undefined): Index | undefined {
  const target = isReference(node) ? node.symbol.ref : undefined;
  return isIndex(target) ? target : undefined;
}

/** The index that a component is counted by, where it is the index of a sum. */
export function indexOf(component: Component): Index | undefined {
  return indexNamed(ungrouped(component.index));
}

/** The components in a sum's body that one of its indices counts: they give it its range. */
export function countedComponents(sum: Summation, index: Index): Component[] {
  return AstUtils.streamAst(sum.body)
    .filter(isComponent)
    .filter((component) => indexOf(component) === index)
    .toArray();
}

/** What an index runs over. */
export function countedBy(index: Index): Counted {
  const sum = index.$container;
  const hamiltonian = AstUtils.getContainerOfType(sum, isHamiltonian);
  if (sum.bonds !== undefined) {
    const [lattice] = hamiltonian ? latticesOf(hamiltonian) : [];
    return lattice ? { kind: 'sites', lattice } : { kind: 'nothing' };
  }
  const over = rangeNamed(sum, index);
  if (over) return named(over);
  const uses = [...usesOf(sum, index)].map((use) => countedIn(use, hamiltonian));
  return uses.find(isDefinite) ?? uses[0] ?? partnerOf(index) ?? { kind: 'nothing' };
}

const isDefinite = ({ kind }: Counted) => kind !== 'several' && kind !== 'nothing';

/** What stands after `in`; in an ordered chain such as `i<j in x` it holds for all of it. */
function rangeNamed(sum: Summation, index: Index): Reference | undefined {
  let at = sum.indices.indexOf(index);
  while (sum.indices[at]?.over === undefined && sum.order[at] === '<') at++;
  return sum.indices[at]?.over;
}

function named(reference: Reference): Counted {
  const target = reference.symbol.ref;
  if (isParticles(target)) return { kind: 'particles', particles: target };
  if (isPositions(target)) return { kind: 'nuclei', nuclei: nucleiNamed(target) };
  return { kind: 'nothing' };
}

/** An ordered index counts what its neighbours do, also where the body does not name it. */
function partnerOf(index: Index): Counted | undefined {
  const { indices, order, body } = index.$container;
  const at = indices.indexOf(index);
  const partners = indices.filter((other, i) => other !== index && order[Math.min(i, at)] === '<');
  for (const partner of partners) {
    const hamiltonian = AstUtils.getContainerOfType(body, isHamiltonian);
    const uses = [...usesOf(index.$container, partner)].map((use) => countedIn(use, hamiltonian));
    const found = uses.find(isDefinite);
    if (found) return found;
  }
  return undefined;
}

function* usesOf(sum: Summation, index: Index): Generator<Component | Laplacian> {
  // Half a file has holes.
  if (!sum.body) return;
  for (const node of AstUtils.streamAst(sum.body))
    if ((isComponent(node) && indexOf(node) === index) || (isLaplacian(node) && indexNamed(node.of) === index))
      yield node;
}

function countedIn(use: Component | Laplacian, hamiltonian: Hamiltonian | undefined): Counted {
  if (isLaplacian(use)) return anyOf(hamiltonian);
  const of = ungrouped(use.of);
  const target = isReference(of) ? of.symbol.ref : undefined;
  if (isParticles(target)) return { kind: 'particles', particles: target };
  if (isPositions(target)) return { kind: 'nuclei', nuclei: nucleiNamed(target) };
  if (target === NUCLEAR_CHARGE) {
    const [nuclei] = hamiltonian ? nucleiOf(hamiltonian) : [];
    return nuclei ? { kind: 'nuclei', nuclei } : { kind: 'nothing' };
  }
  return isOperatorName(target) ? anyOf(hamiltonian) : { kind: 'components' };
}

/** The particles or sites of a Hamiltonian, where it has only one kind of them. */
function anyOf(hamiltonian: Hamiltonian | undefined): Counted {
  const [only, ...more] = hamiltonian ? countablesOf(hamiltonian) : [];
  if (!only) return { kind: 'nothing' };
  if (more.length > 0) return { kind: 'several' };
  return isParticles(only) ? { kind: 'particles', particles: only } : { kind: 'sites', lattice: only as Lattice };
}

/** Whether two indices count the same particles, nuclei, sites or components. */
export function sameRange(a: Counted, b: Counted): boolean {
  if (a.kind === 'particles' && b.kind === 'particles') return a.particles === b.particles;
  if (a.kind === 'nuclei' && b.kind === 'nuclei') return a.nuclei === b.nuclei;
  return a.kind === b.kind;
}

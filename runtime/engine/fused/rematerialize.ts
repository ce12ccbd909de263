/**
 * Values that one kernel stores for others alone, computed again in those kernels instead, where this moves fewer numbers
 * between memory and registers: a product whose factors the other kernel loads anyway costs nothing there. (Compilers call
 * this rematerialization: Briggs, Cooper & Torczon, PLDI 1992.) The numbers stay the same to the last bit.
 */
import type { Tensor } from '../../tensor/graph.ts';
import { type Group, isThinProduct, isUniform } from './kernel.ts';
import { isReduction } from './kernel-sums.ts';
import type { View } from './layout.ts';
import { nodesOf, type Step } from './step.ts';

/** Operations that take about as long as a quarter of a load or a store. */
const CHEAP: ReadonlySet<string> = new Set([
  'add',
  'subtract',
  'multiply',
  'negate',
  'square',
  'sum',
  'broadcastTo',
  'stopGradient',
]);
const OPERATIONS_PER_TRANSFER = 4;

/**
 * The same steps with fewer values stored; an operation can then belong to several kernels.
 * @param early how many of the steps come before the second stage: what waits for it is not made more
 * @param outputs whose values are needed outside
 */
export function rematerialize(
  steps: readonly Step[],
  view: (node: Tensor) => View,
  early: number,
  outputs: Iterable<Tensor>,
): Step[] {
  const kernels = new Kernels(steps, view, early, outputs);
  for (const node of kernels.stored()) kernels.recompute(node);
  return kernels.steps();
}

/** A kernel while its operations are being chosen. */
interface Draft {
  readonly group: Group;
  readonly nodes: Set<Tensor>;
  readonly stored: Set<Tensor>;
}

/** A value's operations that are in no memory, and what they read from there. */
interface Expression {
  readonly nodes: ReadonlySet<Tensor>;
  readonly operands: ReadonlySet<Tensor>;
}

class Kernels {
  readonly #all: readonly Step[];
  readonly #view: (node: Tensor) => View;
  readonly #early: number;
  readonly #fixed: ReadonlySet<Tensor>;
  readonly #drafts = new Map<number, Draft>();
  /** The step that computes it first. */
  readonly #home = new Map<Tensor, number>();

  constructor(all: readonly Step[], view: (node: Tensor) => View, early: number, outputs: Iterable<Tensor>) {
    this.#all = all;
    this.#view = view;
    this.#early = early;
    const fixed = new Set(Array.from(outputs, (node) => view(node).root));
    all.forEach((step, index) => {
      for (const node of nodesOf(step)) this.#home.set(node, index);
      if (step.kind === 'kernel') {
        const { group } = step;
        this.#drafts.set(index, { group, nodes: new Set(group.nodes), stored: new Set(group.stored) });
      }
      // What is read in part, along other axes or by something other than a kernel stays where it can be read.
      for (const node of nodesOf(step))
        for (const input of node.inputs)
          if (step.kind !== 'kernel' || isThinProduct(node) || view(input).root !== input) fixed.add(view(input).root);
    });
    this.#fixed = fixed;
  }

  /** All stored values that could be computed again, in an order in which they can be computed. */
  stored(): Tensor[] {
    const all = [...this.#drafts.values()].flatMap(({ stored }) => [...stored]);
    return all.filter((node) => !this.#fixed.has(node) && isCheap(node)).sort((a, b) => a.id - b.id);
  }

  /** Stores this value no more, if that moves fewer numbers. */
  recompute(node: Tensor): void {
    const home = this.#home.get(node)!;
    const { group } = this.#drafts.get(home)!;
    const users = [...this.#drafts].filter(([index, draft]) => index !== home && uses(draft, node));
    const expression = this.#expressionOf(node);
    if (!expression || users.some(([, user]) => !sameSpace(user.group, group))) return;
    const waits = users.some(([index]) => this.#isLater(home, index));
    if (waits && ![...expression.operands].every((operand) => this.#waitsAnyway(operand))) return;

    const changed = new Map(users.map(([index, draft]) => [index, withNodes(draft, expression.nodes)]));
    changed.set(home, withoutStored(this.#drafts.get(home)!, node));
    let saved = sizeOf(this.#view(node));
    for (const [index, draft] of changed) saved += this.#loaded(this.#drafts.get(index)!) - this.#loaded(draft);
    const operations = [...expression.nodes].reduce((sum, one) => sum + sizeOf(this.#view(one)), 0) * users.length;
    if (OPERATIONS_PER_TRANSFER * saved <= operations) return;
    for (const [index, draft] of changed) this.#drafts.set(index, draft);
  }

  steps(): Step[] {
    return this.#all.flatMap((step, index): Step[] => {
      const draft = this.#drafts.get(index);
      if (!draft) return [step];
      const nodes = [...draft.nodes].sort((a, b) => a.id - b.id);
      return nodes.length === 0 ? [] : [{ kind: 'kernel', group: { ...draft.group, nodes, stored: draft.stored } }];
    });
  }

  /** Null where it holds something that is not cheap. */
  #expressionOf(node: Tensor): Expression | null {
    const nodes = new Set<Tensor>();
    const operands = new Set<Tensor>();
    const expand = (one: Tensor): boolean => {
      nodes.add(one);
      return one.inputs.every((input) => {
        if (isUniform(input) || nodes.has(input)) return true;
        if (!this.#inMemory(input)) return isCheap(input) && expand(input);
        operands.add(input);
        return true;
      });
    };
    return expand(node) ? { nodes, operands } : null;
  }

  #inMemory(node: Tensor): boolean {
    const { root } = this.#view(node);
    const draft = this.#drafts.get(this.#home.get(root) ?? -1);
    return !draft || draft.stored.has(root);
  }

  /** Whether the first stage makes it and the second needs it already, or it is given. */
  #waitsAnyway(operand: Tensor): boolean {
    const { root } = this.#view(operand);
    const home = this.#home.get(root);
    if (home === undefined) return true;
    return this.#all.some(
      (step, index) =>
        this.#isLater(home, index) &&
        nodesOf(step).some((node) => node.inputs.some((input) => this.#view(input).root === root)),
    );
  }

  #isLater(home: number, user: number): boolean {
    return home < this.#early && user >= this.#early;
  }

  /** How many numbers a kernel loads. */
  #loaded({ nodes }: Draft): number {
    const views = new Map<string, View>();
    for (const node of nodes)
      for (const input of node.inputs) {
        if (nodes.has(input) || isUniform(input)) continue;
        const view = this.#view(input);
        views.set(`${view.root.id}/${view.offset}/${sizeOf(view)}`, view);
      }
    return [...views.values()].reduce((sum, view) => sum + sizeOf(view), 0);
  }
}

function isCheap(node: Tensor): boolean {
  return CHEAP.has(node.operation.name) && !isReduction(node);
}

function uses({ nodes }: Draft, node: Tensor): boolean {
  return !nodes.has(node) && [...nodes].some(({ inputs }) => inputs.includes(node));
}

function withNodes(draft: Draft, more: ReadonlySet<Tensor>): Draft {
  return { ...draft, nodes: new Set([...draft.nodes, ...more]) };
}

/** The kernel without what only this value needed. */
function withoutStored(draft: Draft, node: Tensor): Draft {
  const stored = new Set(draft.stored);
  stored.delete(node);
  const needed = new Set<Tensor>();
  const need = (one: Tensor) => {
    if (!draft.nodes.has(one) || needed.has(one)) return;
    needed.add(one);
    one.inputs.forEach(need);
  };
  for (const one of draft.nodes) if (stored.has(one) || isReduction(one)) need(one);
  return { ...draft, nodes: needed, stored };
}

function sameSpace(a: Group, b: Group): boolean {
  return a.rows === b.rows && a.columns === b.columns;
}

function sizeOf({ layout: { planes, rows, columns } }: View): number {
  return planes * rows * columns;
}

/**
 * The trained parts of an ansatz: networks with a name, and the parts of a wave function that have parameters of their own.
 */

import {
  type BlockUse,
  type Call,
  type Definition,
  equivariant,
  GAUSSIAN_ENVELOPE,
  gaussianEnvelope,
  isCall,
  isDefinition,
  type Lookup,
  mlp,
  ORBITALS,
  orbitals,
  type Report,
  readArguments,
  readSettings,
  say,
} from '@qham/grammar';
import { AstUtils } from 'langium';
import type { Block } from '../experiment.ts';
import { NotBuilt } from './unavailable.ts';

/** Blocks of one ansatz, each made where it is first used. */
export class BlockRegister {
  readonly #made = new Map<Call | BlockUse, Block | undefined>();
  readonly #lookup: Lookup;
  readonly #report: Report;

  constructor(lookup: Lookup, report: Report) {
    this.#lookup = lookup;
    this.#report = report;
  }

  /** The name of the block that a node stands for; undefined where one of its settings has no value. */
  nameFor = (node: Call | BlockUse): string | undefined => {
    if (!this.#made.has(node)) this.#made.set(node, this.#make(node));
    return this.#made.get(node)?.name;
  };

  /** All blocks in the order of the text; undefined where one has no value. */
  blocks(): Block[] | undefined {
    const made = [...this.#made.entries()].sort(([a], [b]) => (a.$cstNode?.offset ?? 0) - (b.$cstNode?.offset ?? 0));
    const blocks = made.map(([, block]) => block);
    return blocks.includes(undefined) ? undefined : (blocks as Block[]);
  }

  #make(node: Call | BlockUse): Block | undefined {
    return isCall(node) ? this.#makePart(node) : this.#makeBlock(node);
  }

  #makeBlock(node: BlockUse): Block | undefined {
    const kind = node.kind.symbol.ref?.name ?? '';
    const owner = { title: kind, place: node };
    const name = this.#nameOf(node, kind);
    if (kind === 'mlp') {
      const values = readSettings(mlp, node.settings, owner, this.#lookup, this.#report);
      if (!values) return undefined;
      const { hidden, activation, output, init, bias_init } = values;
      return { kind, name, hidden, activation, output, weights: init, biases: bias_init };
    }
    if (kind === 'equivariant') {
      const values = readSettings(equivariant, node.settings, owner, this.#lookup, this.#report);
      if (!values) return undefined;
      const { init, bias_init, ...shape } = values;
      return { kind, name, ...shape, weights: init, biases: bias_init };
    }
    throw new NotBuilt(say`${kind} blocks`);
  }

  #makePart(call: Call): Block | undefined {
    const target = call.callee.symbol.ref;
    if (target === ORBITALS) {
      const values = readArguments(orbitals, call, this.#lookup, this.#report);
      if (!values) return undefined;
      const { determinants, spin, init, bias_init } = values;
      if (spin !== 'all') throw new NotBuilt(say`orbitals of one spin`);
      const name = this.#nameOf(call, 'orbitals');
      return { kind: 'orbitals', name, determinants, columns: null, weights: init, biases: bias_init };
    }
    if (target === GAUSSIAN_ENVELOPE) {
      const values = readArguments(gaussianEnvelope, call, this.#lookup, this.#report);
      return values && { kind: 'gaussian_envelope', name: this.#nameOf(call, 'gaussian_envelope'), ...values };
    }
    throw new NotBuilt(`‘${target?.name}’`);
  }

  /** The name of its definition; a part of a formula has its own word behind it, and a number where there are several. */
  #nameOf(node: Call | BlockUse, word: string): string {
    const definition = AstUtils.getContainerOfType(node, isDefinition);
    if (definition && definition.value === node) return definition.name;
    const first = `${definition?.name ?? 'psi'}.${word}`;
    const taken = new Set([...this.#made.values()].map((block) => block?.name));
    for (let i = 2, name = first; ; i++, name = `${first}${i}`) if (!taken.has(name)) return name;
  }
}

/** The names of the blocks that belong to a definition: itself, or the parts in its formula. */
export function blocksUnder(definition: Definition, blocks: readonly Block[]): string[] {
  const { name } = definition;
  return blocks.map((block) => block.name).filter((block) => block === name || block.startsWith(`${name}.`));
}

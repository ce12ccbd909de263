import type { AstNode } from 'langium';
import {
  isBlockUse,
  isEvaluation,
  isOptimizer,
  isPhase,
  isSampler,
  isSchedule,
  isTrain,
  type Setting as SettingNode,
} from '../../generated/ast.ts';
import { type LibraryName, libraryName } from '../builtin.ts';
import { metropolis } from './metropolis.ts';
import { mlp } from './mlp.ts';
import { adam, adamw, sgd } from './optimizers.ts';
import { evaluation, phase, train } from './run.ts';
import type { Setting, SettingTable } from './value.ts';

/** A kind of sampler, optimizer or block, with its settings. */
export interface Component {
  readonly name: LibraryName;
  readonly table: SettingTable;
}

function component(
  noun: 'sampler' | 'optimizer' | 'block',
  name: string,
  table: SettingTable,
  text: string,
): Component {
  return { name: libraryName(noun, name, `${name} { }`, text), table };
}

export const SAMPLERS: readonly Component[] = [
  component(
    'sampler',
    'metropolis',
    metropolis,
    'Random walks that visit a point as often as |ψ|² says (Metropolis 1953).',
  ),
];

export const OPTIMIZERS: readonly Component[] = [
  component('optimizer', 'adam', adam, 'Gradient steps scaled by their recent size (Kingma & Ba 2015).'),
  component(
    'optimizer',
    'adamw',
    adamw,
    'Adam that also shrinks the weights a little at each step (Loshchilov & Hutter 2019).',
  ),
  component('optimizer', 'sgd', sgd, 'Plain gradient steps.'),
];

export const BLOCKS: readonly Component[] = [
  component('block', 'mlp', mlp, 'Dense layers from its arguments to one output for each state.'),
];

const COMPONENTS = [...SAMPLERS, ...OPTIMIZERS, ...BLOCKS];

/** What has settings: its name in messages, and its table; undefined where its kind is not known. */
export interface SettingsOwner {
  readonly title: string;
  readonly table: SettingTable;
}

/** The owner of the settings that stand directly in a node. */
export function settingsOwner(node: AstNode | undefined): SettingsOwner | undefined {
  if (isSampler(node) || isOptimizer(node) || isBlockUse(node)) {
    const target = node.kind?.symbol.ref;
    const found = COMPONENTS.find((candidate) => candidate.name === target);
    return found && { title: found.name.name, table: found.table };
  }
  if (isPhase(node)) return { title: `phase ${node.name}`, table: phase };
  if (isEvaluation(node)) return { title: 'evaluate', table: evaluation };
  if (isTrain(node)) return { title: `train ${node.name}`, table: train };
  if (isSchedule(node)) return { title: 'a schedule itself', table: {} };
  return undefined;
}

/** What the language knows of a setting as it stands in a file. */
export function settingOf(node: SettingNode): Setting<unknown> | undefined {
  return ownEntry(settingsOwner(node.$container)?.table, node.key);
}

/** An entry of a table by a name that anybody may have written, such as `constructor`. */
export function ownEntry<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Where else a setting of this name would belong. */
export function ownersOf(key: string): string[] {
  const named = COMPONENTS.map(({ name, table }) => ({ title: `${name.noun} ${name.name}`, table }));
  const others = [
    { title: 'a phase', table: phase as SettingTable },
    { title: 'evaluate', table: evaluation as SettingTable },
    { title: 'a train', table: train as SettingTable },
  ];
  return [...named, ...others].filter(({ table }) => Object.hasOwn(table, key)).map(({ title }) => title);
}

import type { AstNode } from 'langium';
import {
  isBlockUse,
  isEvaluation,
  isInverse,
  isOptimizer,
  isParticles,
  isPhase,
  isSampler,
  isSchedule,
  isSettingsGroup,
  isStopRule,
  isSweep,
  isTrain,
  type Setting as SettingNode,
} from '../../generated/ast.ts';
import { type Phrase, say, type Words } from '../../localization/phrase.ts';
import { type LibraryName, libraryName } from '../builtin.ts';
import { converged } from './converged.ts';
import { jastrow, rbm } from './correlations.ts';
import { equivariant } from './equivariant.ts';
import { METHODS } from './inverse.ts';
import { langevin } from './langevin.ts';
import { metropolis } from './metropolis.ts';
import { mlp } from './mlp.ts';
import { minsr, spring, sr } from './natural-gradient.ts';
import { adam, adamw, sgd } from './optimizers.ts';
import { reweight } from './reweight.ts';
import { rnn } from './rnn.ts';
import { evaluation, phase, sweep, train } from './run.ts';
import { PARTICLE_FLAGS, particles, SWEEP_FLAGS } from './system.ts';
import { inverse } from './unknown-potential.ts';
import type { Setting, SettingTable } from './value.ts';

/** A kind of sampler, optimizer, block …, with its settings. */
export interface Component {
  readonly name: LibraryName;
  readonly table: SettingTable;
}

/** A kind of block, with what stands for its value in a formula. */
export interface BlockComponent extends Component {
  /** `network`: a function of its arguments; `features`: of all particles; `scalar`: a factor of the wave function. */
  readonly nature: 'network' | 'features' | 'scalar';
}

function component(
  noun: 'sampler' | 'optimizer' | 'block' | 'stopping rule',
  name: string,
  table: SettingTable,
  text: Phrase,
): Component {
  return { name: libraryName(noun, name, `${name} { }`, text), table };
}

export const SAMPLERS: readonly Component[] = [
  component(
    'sampler',
    'metropolis',
    metropolis,
    say`Random walks that visit a point as often as |ψ|² says (Metropolis 1953).`,
  ),
  component(
    'sampler',
    'langevin',
    langevin,
    say`Walks that drift along the gradient of |ψ|², corrected by acceptance (Roberts & Tweedie 1996).`,
  ),
];

export const OPTIMIZERS: readonly Component[] = [
  component('optimizer', 'adam', adam, say`Gradient steps scaled by their recent size (Kingma & Ba 2015).`),
  component(
    'optimizer',
    'adamw',
    adamw,
    say`Adam that also shrinks the weights a little at each step (Loshchilov & Hutter 2019).`,
  ),
  component('optimizer', 'sgd', sgd, say`Plain gradient steps.`),
  component(
    'optimizer',
    'spring',
    spring,
    say`Natural gradients with a memory of the last step (Goldshlager, Abrahamsen & Lin 2024): hundreds of steps instead of tens of thousands.`,
  ),
  component('optimizer', 'sr', sr, say`Natural gradients: stochastic reconfiguration (Sorella 1998).`),
  component('optimizer', 'minsr', minsr, say`Natural gradients from one equation for each walker (Chen & Heyl 2023).`),
];

const block = (nature: BlockComponent['nature'], name: string, table: SettingTable, text: Phrase): BlockComponent => ({
  ...component('block', name, table, text),
  nature,
});

export const BLOCKS: readonly BlockComponent[] = [
  block('network', 'mlp', mlp, say`Dense layers from its arguments to one output for each state.`),
  block(
    'features',
    'equivariant',
    equivariant,
    say`Features of each particle that see all others only through their mean, so that they follow a permutation (Keeble 2023).`,
  ),
  block(
    'scalar',
    'jastrow',
    jastrow,
    say`A symmetric function of all distances: exp(J) correlates without changing the statistics.`,
  ),
  block('scalar', 'rbm', rbm, say`A restricted Boltzmann machine of all coordinates or spins (Carleo & Troyer 2017).`),
  block(
    'scalar',
    'rnn',
    rnn,
    say`A recurrent network along the lattice, normalised and sampled exactly (Hibat-Allah 2020).`,
  ),
];

export const STOP_RULES: readonly Component[] = [
  component(
    'stopping rule',
    'converged',
    converged,
    say`The averages of the energy over windows have come to rest (Azzam 2023).`,
  ),
];

const COMPONENTS: readonly Component[] = [...SAMPLERS, ...OPTIMIZERS, ...BLOCKS, ...STOP_RULES, ...METHODS];

/** Settings in braces of their own, by what they stand in. */
export const GROUPS: Readonly<Record<string, Readonly<Record<string, SettingTable>>>> = { metropolis: { reweight } };

/** What has settings: its name in messages, and its table; undefined where its kind is not known. */
export interface SettingsOwner {
  readonly title: Words;
  readonly table: SettingTable;
}

/** The owner of the settings that stand directly in a node. */
export function settingsOwner(node: AstNode | undefined): SettingsOwner | undefined {
  if (isSampler(node) || isOptimizer(node) || isBlockUse(node) || isStopRule(node)) {
    const target = node.kind?.symbol.ref;
    const found = COMPONENTS.find((candidate) => candidate.name === target);
    return found && { title: found.name.name, table: found.table };
  }
  if (isSettingsGroup(node)) {
    const table = ownEntry(groupsOf(node.$container), node.key);
    return table && { title: node.key, table };
  }
  if (isPhase(node)) return { title: `phase ${node.name}`, table: phase };
  if (isEvaluation(node)) return { title: 'evaluate', table: evaluation };
  if (isTrain(node)) return { title: `train ${node.name}`, table: train };
  if (isSweep(node)) return { title: `sweep ${node.name}`, table: sweep };
  if (isInverse(node)) return { title: `inverse ${node.name}`, table: inverse };
  if (isParticles(node)) return { title: `particles ${node.name}`, table: particles };
  if (isSchedule(node)) return { title: say`a schedule itself`, table: {} };
  return undefined;
}

/** The groups of settings that a node may have. */
export function groupsOf(node: AstNode | undefined): Readonly<Record<string, SettingTable>> {
  const owner = isSampler(node) ? node.kind?.symbol.ref?.name : undefined;
  return (owner === undefined ? undefined : ownEntry(GROUPS, owner)) ?? {};
}

/** Words without a value that may stand among the settings of a node, with what they mean. */
export function flagsOf(node: AstNode): Readonly<Record<string, Phrase>> {
  return isParticles(node) ? PARTICLE_FLAGS : isSweep(node) ? SWEEP_FLAGS : {};
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
export function ownersOf(key: string): Words[] {
  const named = COMPONENTS.map(({ name, table }) => ({ title: `${name.noun} ${name.name}` as Words, table }));
  const others = [
    { title: say`a phase`, table: phase as SettingTable },
    { title: 'evaluate', table: evaluation as SettingTable },
    { title: say`a train`, table: train as SettingTable },
    { title: 'particles', table: particles as SettingTable },
    { title: say`an inverse`, table: inverse as SettingTable },
    { title: 'reweight', table: reweight as SettingTable },
  ];
  return [...named, ...others].filter(({ table }) => Object.hasOwn(table, key)).map(({ title }) => title);
}

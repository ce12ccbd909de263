import {
  adam,
  adamw,
  converged,
  defaults,
  type ExpressionSyntax,
  evaluationOf,
  evaluation as evaluationTable,
  type Freeze,
  isFreeze,
  isStopRule,
  langevin,
  metropolis,
  minsr,
  type OptimizerSyntax,
  optimizerOf,
  type PhaseSettings,
  type PhaseSyntax,
  phasesOf,
  phase as phaseTable,
  type Report,
  readSettings,
  reweight,
  type ScheduleSyntax,
  type Setting,
  type SettingsGroup,
  type SpringSettings,
  samplerOf,
  say,
  settingsIn,
  sgd,
  spring,
  sr,
} from '@qham/grammar';
import type {
  Block,
  Evaluation,
  Objective,
  Optimizer,
  Phase,
  Reweighting,
  Sampler,
  Schedule,
  Scheduled,
} from '../experiment.ts';
import { blocksUnder } from './blocks.ts';
import { compileFormula } from './formula.ts';
import { NotBuilt } from './unavailable.ts';

/**
 * A schedule with all its settings.
 * @param blocks of the ansatz, which phases may freeze
 * @param cap most optimizer steps of all phases together
 */
export function compileSchedule(
  syntax: ScheduleSyntax,
  blocks: readonly Block[],
  cap: number,
  report: Report,
): Schedule | undefined {
  const sampler = compileSampler(syntax, report);
  const phases = phasesOf(syntax).map((phase) => compilePhase(phase, blocks, report));
  if (!sampler || phases.includes(undefined)) return undefined;
  const evaluation = compileEvaluation(syntax, sampler, report);
  return evaluation && { name: syntax.name, sampler, phases: capped(phases as Phase[], cap), evaluation };
}

/** The phases as far as so many steps reach. */
function capped(phases: readonly Phase[], cap: number): Phase[] {
  const kept: Phase[] = [];
  let left = cap;
  for (const phase of phases) {
    const steps = Math.min(phase.steps, left);
    if (steps > 0) kept.push({ ...phase, steps });
    left -= steps;
  }
  return kept;
}

/** Metropolis moves with their defaults where a schedule names no sampler. */
function compileSampler(schedule: ScheduleSyntax, report: Report): Sampler | undefined {
  const syntax = samplerOf(schedule);
  const kind = syntax?.kind.symbol.ref?.name === 'langevin' ? 'langevin' : 'metropolis';
  const owner = { title: kind, place: syntax ?? schedule };
  const settings = syntax?.settings ?? [];
  const group = syntax?.groups.find(({ key }) => key === 'reweight');
  const weighted = group ? compileReweighting(group, report) : null;
  if (weighted === undefined) return undefined;
  if (kind === 'langevin') {
    const values = readSettings(langevin, settings, owner, defaults(), report);
    return values && { kind, ...values, reweight: weighted };
  }
  const values = readSettings(metropolis, settings, owner, defaults(), report);
  return values && { kind, ...values, reweight: weighted };
}

/** By the share of samples that still count where one is given, else by the published schedule. */
function compileReweighting(group: SettingsGroup, report: Report): Reweighting | undefined {
  const owner = { title: 'reweight', place: group };
  const values = readSettings(reweight, group.settings, owner, defaults(), report);
  if (!values) return undefined;
  const { most, least, s, share } = values;
  return share === null ? { by: 'spread', most, least, s } : { by: 'effective_samples', most, share };
}

function compileEvaluation(schedule: ScheduleSyntax, sampler: Sampler, report: Report): Evaluation | undefined {
  const syntax = evaluationOf(schedule);
  const owner = { title: 'evaluate', place: syntax ?? schedule };
  const values = readSettings(evaluationTable, syntax?.settings ?? [], owner, defaults(), report);
  return values && { ...values, walkers: values.walkers ?? sampler.walkers };
}

function compilePhase(syntax: PhaseSyntax, blocks: readonly Block[], report: Report): Phase | undefined {
  const owner = { title: `phase ${syntax.name}`, place: { node: syntax, property: 'name' } };
  const values = readSettings(phaseTable, settingsIn(syntax), owner, defaults(), report);
  const optimizer = compileOptimizer(syntax, optimizerOf(syntax), report);
  const rule = syntax.members.find(isStopRule);
  const stop = rule
    ? readSettings(converged, rule.settings, { title: 'converged', place: rule }, defaults(), report)
    : null;
  if (!values || !optimizer || stop === undefined) return undefined;
  return {
    name: syntax.name,
    objective: compileObjective(values),
    optimizer,
    steps: values.steps,
    freeze: frozenIn(syntax.members.filter(isFreeze), blocks),
    stop,
  };
}

/** The names of the blocks that `freeze` names, as far as this ansatz has them. */
export function frozenIn(nodes: readonly Freeze[], blocks: readonly Block[]): string[] {
  const definitions = nodes.flatMap((node) => node.blocks).flatMap(({ block }) => block.ref ?? []);
  return [...new Set(definitions.flatMap((definition) => blocksUnder(definition, blocks)))];
}

function compileObjective({ objective, clip }: PhaseSettings): Objective {
  if (objective.kind === 'energy') return { kind: 'energy', clip };
  if (objective.kind === 'subspace') throw new NotBuilt(say`the subspace of several states`);
  return { kind: 'penalty', ...objective.weights, squared: objective.squared };
}

/** Adam with its defaults where a phase names no optimizer. */
function compileOptimizer(
  phase: PhaseSyntax,
  syntax: OptimizerSyntax | undefined,
  report: Report,
): Optimizer | undefined {
  const kind = syntax?.kind.symbol.ref?.name ?? 'adam';
  const owner = { title: kind, place: syntax ?? phase };
  const settings = syntax?.settings ?? [];
  if (kind === 'spring' || kind === 'sr' || kind === 'minsr') return compileNatural(kind, settings, owner, report);
  if (kind === 'sgd') {
    const values = readSettings(sgd, settings, owner, defaults(), report);
    const learning_rate = values && compileScheduled(values.learning_rate, report);
    return values && learning_rate !== undefined ? { kind, ...values, learning_rate } : undefined;
  }
  const values =
    kind === 'adamw'
      ? readSettings(adamw, settings, owner, defaults(), report)
      : readSettings(adam, settings, owner, defaults(), report);
  const learning_rate = values && compileScheduled(values.learning_rate, report);
  if (!values || learning_rate === undefined) return undefined;
  return { weight_decay: 0, ...values, kind: kind === 'adamw' ? 'adamw' : 'adam', learning_rate };
}

/** Natural gradients; without `spring` they have no memory, and `minsr` always solves for the walkers. */
function compileNatural(
  kind: 'spring' | 'sr' | 'minsr',
  settings: readonly Setting[],
  owner: Parameters<typeof readSettings>[2],
  report: Report,
): Optimizer | undefined {
  const table = { spring, sr, minsr }[kind];
  const values = readSettings<typeof minsr>(table, settings, owner, defaults(), report);
  if (!values) return undefined;
  const { momentum = 0, space = 'walkers' } = values as Partial<SpringSettings>;
  const learning_rate = compileScheduled(values.learning_rate, report);
  const damping = compileScheduled(values.damping, report);
  const norm_constraint = values.norm_constraint === null ? null : compileScheduled(values.norm_constraint, report);
  if (learning_rate === undefined || damping === undefined || norm_constraint === undefined) return undefined;
  return { kind: kind === 'spring' ? 'spring' : 'sr', learning_rate, damping, momentum, norm_constraint, space };
}

function compileScheduled(value: number | ExpressionSyntax, report: Report): Scheduled | undefined {
  if (typeof value === 'number') return value;
  return compileFormula(value, { lookup: defaults(), dimension: () => 1, report })?.expression;
}

import {
  adam,
  adamw,
  defaults,
  type ExpressionSyntax,
  evaluationOf,
  evaluation as evaluationTable,
  metropolis,
  type ObjectiveValue,
  type OptimizerSyntax,
  optimizerOf,
  type PhaseSyntax,
  phasesOf,
  phase as phaseTable,
  type Report,
  readSettings,
  type ScheduleSyntax,
  samplerOf,
  settingsIn,
  sgd,
} from '@qham/grammar';
import type { Evaluation, Objective, Optimizer, Phase, Sampler, Schedule, Scheduled } from '../experiment.ts';
import { compileFormula } from './formula.ts';

/**
 * A schedule with all its settings.
 * @param cap most optimizer steps of all phases together
 */
export function compileSchedule(syntax: ScheduleSyntax, cap: number, report: Report): Schedule | undefined {
  const sampler = compileSampler(syntax, report);
  const phases = phasesOf(syntax).map((phase) => compilePhase(phase, report));
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

function compileSampler(schedule: ScheduleSyntax, report: Report): Sampler | undefined {
  const syntax = samplerOf(schedule);
  const owner = { title: 'metropolis', place: syntax ?? schedule };
  const values = readSettings(metropolis, syntax?.settings ?? [], owner, defaults(), report);
  return values && { kind: 'metropolis', ...values, max_age: 1000, reweight: null };
}

function compileEvaluation(schedule: ScheduleSyntax, sampler: Sampler, report: Report): Evaluation | undefined {
  const syntax = evaluationOf(schedule);
  const owner = { title: 'evaluate', place: syntax ?? schedule };
  const values = readSettings(evaluationTable, syntax?.settings ?? [], owner, defaults(), report);
  return values && { ...values, walkers: values.walkers ?? sampler.walkers };
}

function compilePhase(syntax: PhaseSyntax, report: Report): Phase | undefined {
  const owner = { title: `phase ${syntax.name}`, place: { node: syntax, property: 'name' } };
  const values = readSettings(phaseTable, settingsIn(syntax), owner, defaults(), report);
  const optimizer = compileOptimizer(syntax, optimizerOf(syntax), report);
  if (!values || !optimizer) return undefined;
  return {
    name: syntax.name,
    objective: compileObjective(values.objective),
    optimizer,
    steps: values.steps,
    freeze: [],
    stop: null,
  };
}

function compileObjective(objective: ObjectiveValue): Objective {
  if (objective.kind === 'energy') return { kind: 'energy', clip: 5 };
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

function compileScheduled(value: number | ExpressionSyntax, report: Report): Scheduled | undefined {
  if (typeof value === 'number') return value;
  return compileFormula(value, { lookup: defaults(), dimension: () => 1, report })?.expression;
}

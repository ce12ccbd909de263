import type { AstNode } from 'langium';
import { type Expression, isEvaluation, isOptimizer, isSampler, type Phase, type Schedule } from '../generated/ast.ts';
import { phase as phaseTable } from '../library/settings/run.ts';
import { settingOf } from '../library/settings/tables.ts';
import { evaluateNumber } from '../semantics/evaluate.ts';
import { readSettings } from '../semantics/read-settings.ts';
import { defaults, optimizerOf, phasesOf, settingsIn } from '../semantics/templates.ts';
import { catalogue } from './catalogue/index.ts';
import { type Report, silently } from './finding.ts';

/** A schedule has phases, each statement once, and rates that stay positive to the end. */
export function checkSchedule(schedule: Schedule, report: Report): void {
  const { name } = schedule;
  const phases = phasesOf(schedule);
  if (phases.length === 0) report(catalogue.noPhase, { node: schedule, property: 'name' }, { name });
  const owner = `schedule ${name}`;
  checkOnce(schedule.members.filter(isSampler), 'sampler', owner, report);
  checkOnce(schedule.members.filter(isEvaluation), 'evaluate', owner, report);
  let first = 0;
  for (const phase of phases) {
    checkOnce(phase.members.filter(isOptimizer), 'optimizer', `phase ${phase.name}`, report);
    first += checkSteps(phase, first, report);
  }
}

function checkOnce(nodes: readonly AstNode[], what: string, owner: string, report: Report): void {
  for (const again of nodes.slice(1))
    report(catalogue.statementTwice, again, { what, owner }, [[nodes[0]!, `the first ${what} stands here`]]);
}

/** Checks what depends on the number of steps; returns that number, 0 where it is not known. */
function checkSteps(phase: Phase, first: number, report: Report): number {
  const place = { node: phase, property: 'name' };
  const written = settingsIn(phase).some((setting) => setting.key === 'steps');
  // What is wrong with a value is reported with all other settings; only a missing one is not seen there.
  const owner = { title: `phase ${phase.name}`, place };
  const values = readSettings(phaseTable, settingsIn(phase), owner, defaults(), written ? silently : report);
  if (!values) return 0;
  for (const setting of optimizerOf(phase)?.settings ?? [])
    if (settingOf(setting)?.value.inSteps) checkRate(setting.value, first, first + values.steps - 1, report);
  return values.steps;
}

/** Looks at the ends and at evenly spread steps between: rates are smooth. */
function checkRate(rate: Expression, first: number, last: number, report: Report): void {
  const samples = 64;
  for (let i = 0; i <= samples; i++) {
    const step = Math.round(first + ((last - first) * i) / samples);
    const value = evaluateNumber(rate, { lookup: defaults(), report: silently, step });
    if (value !== undefined && value > 0) continue;
    // Where it has no value at the first step either, that has been said already.
    if (evaluateNumber(rate, { lookup: defaults(), report: silently, step: 0 }) === undefined) return;
    if (step === first && first === 0) return;
    report(catalogue.rateLost, rate, { step, value: value === undefined ? 'not a finite number' : String(value) });
    return;
  }
}

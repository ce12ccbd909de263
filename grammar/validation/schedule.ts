import {
  type Expression,
  isEvaluation,
  isOptimizer,
  isSampler,
  isStopRule,
  type Phase,
  type Schedule,
} from '../generated/ast.ts';
import { phase as phaseTable } from '../library/settings/run.ts';
import { settingOf } from '../library/settings/tables.ts';
import { say } from '../localization/phrase.ts';
import { evaluateNumber } from '../semantics/evaluate.ts';
import { readSetting, readSettings } from '../semantics/read-settings.ts';
import { defaults, optimizerOf, phasesOf, settingsIn } from '../semantics/templates.ts';
import { catalogue } from './catalogue/index.ts';
import { type Report, silently } from './finding.ts';
import { checkOnce } from './once.ts';

/** A schedule has phases, each statement once, and rates that stay positive to the end. */
export function checkSchedule(schedule: Schedule, report: Report): void {
  const { name } = schedule;
  const phases = phasesOf(schedule);
  if (phases.length === 0) report(catalogue.noPhase, { node: schedule, property: 'name' }, { name });
  const owner = `schedule ${name}`;
  checkOnce(schedule.members.filter(isSampler), 'sampler', owner, report);
  checkOnce(schedule.members.filter(isEvaluation), 'evaluate', owner, report);
  for (const phase of phases) {
    checkOnce(phase.members.filter(isOptimizer), 'optimizer', `phase ${phase.name}`, report);
    checkOnce(phase.members.filter(isStopRule), 'stop', `phase ${phase.name}`, report);
    checkSteps(phase, report);
  }
}

/** Checks that the number of steps is given, and what depends on it. */
function checkSteps(phase: Phase, report: Report): void {
  const written = settingsIn(phase).some((setting) => setting.key === 'steps');
  // What is wrong with a value is reported with all other settings; only a missing one is not seen there.
  const owner = { title: `phase ${phase.name}`, place: { node: phase, property: 'name' } };
  const values = readSettings(phaseTable, settingsIn(phase), owner, defaults(), written ? silently : report);
  if (!values) return;
  for (const node of optimizerOf(phase)?.settings ?? []) {
    const setting = settingOf(node);
    // A rate that does not change has been looked at with all other numbers.
    if (setting?.value.inSteps && typeof readSetting(node, setting, defaults(), silently) === 'object')
      checkRate(node.value, values.steps, report);
  }
}

/** Looks at the ends of the phase and at many steps between. */
function checkRate(rate: Expression, steps: number, report: Report): void {
  const samples = Math.min(steps - 1, 1000);
  for (let i = 0; i <= samples; i++) {
    const step = samples === 0 ? 0 : Math.round(((steps - 1) * i) / samples);
    const value = evaluateNumber(rate, { lookup: defaults(), report: silently, step });
    if (value !== undefined && value > 0) continue;
    report(catalogue.rateLost, rate, { step, value: value ?? say`not a finite number` });
    return;
  }
}

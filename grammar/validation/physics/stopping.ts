import { type File, isSchedule, isStopRule, type Phase } from '../../generated/ast.ts';
import { converged } from '../../library/settings/converged.ts';
import { phase as phaseTable } from '../../library/settings/run.ts';
import { say } from '../../localization/phrase.ts';
import { readSettings } from '../../semantics/read-settings.ts';
import { defaults, phasesOf, settingsIn } from '../../semantics/templates.ts';
import { catalogue } from '../catalogue/index.ts';
import { type Report, silently } from '../finding.ts';

/** A stopping rule needs enough steps for all its windows; the first has nothing before it, so it can never pass. */
export function checkStopping(file: File, report: Report): void {
  for (const schedule of file.statements.filter(isSchedule))
    for (const phase of phasesOf(schedule)) checkPhase(phase, report);
}

function checkPhase(phase: Phase, report: Report): void {
  const rule = phase.members.find(isStopRule);
  if (rule?.kind.symbol.ref?.name !== 'converged') return;
  const owner = { title: `phase ${phase.name}`, place: phase };
  const steps = readSettings(phaseTable, settingsIn(phase), owner, defaults(), silently)?.steps;
  const settings = readSettings(converged, rule.settings, owner, defaults(), silently);
  if (steps === undefined || settings === undefined) return;
  const window = settings.arithmetic === 'published' ? settings.window + 1 : settings.window;
  const needed = (settings.hits + 1) * window;
  if (steps >= needed) return;
  const place = settingsIn(phase).find(({ key }) => key === 'steps') ?? phase;
  report(catalogue.neverStops, rule, { steps, needed, window }, [[place, say`the steps are given here`]]);
}

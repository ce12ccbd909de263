import { type File, isSchedule, type Phase, type Sampler, type Setting } from '../../generated/ast.ts';
import { phase as phaseTable } from '../../library/settings/run.ts';
import { type Phrase, say } from '../../localization/phrase.ts';
import { readSettings } from '../../semantics/read-settings.ts';
import { defaults, phasesOf, samplerOf, settingsIn } from '../../semantics/templates.ts';
import { catalogue } from '../catalogue/index.ts';
import { type Report, silently } from '../finding.ts';
import { fix, removal } from '../fix.ts';

/** Settings that another one makes idle. */
export function checkIdleSettings(file: File, report: Report): void {
  for (const schedule of file.statements.filter(isSchedule)) {
    const sampler = samplerOf(schedule);
    if (sampler) checkReweighting(sampler, report);
    for (const phase of phasesOf(schedule)) checkClip(phase, report);
  }
}

const OBJECTIVES = {
  penalty: say`it bounds local energies in the gradient of energy, and the objective is a sum of penalties`,
  subspace: say`it bounds local energies in the gradient of energy, and the objective is that of several states`,
} as const;

/** Only the gradient of ⟨H⟩ is made from local energies that can be clipped; other objectives are differentiated as they are. */
function checkClip(phase: Phase, report: Report): void {
  const clip = settingsIn(phase).find(({ key }) => key === 'clip');
  const owner = { title: phase.name, place: phase };
  const objective = readSettings(phaseTable, settingsIn(phase), owner, defaults(), silently)?.objective;
  if (clip && objective && objective.kind !== 'energy') idle(clip, OBJECTIVES[objective.kind], report);
}

/** The share of effective samples decides by itself when to draw new ones. */
function checkReweighting(sampler: Sampler, report: Report): void {
  for (const { settings } of sampler.groups ?? []) {
    const scale = settings.find(({ key }) => key === 's');
    if (scale && settings.some(({ key }) => key === 'share'))
      idle(scale, say`share decides when new samples are drawn`, report);
  }
}

function idle(setting: Setting, why: Phrase, report: Report): void {
  const parameters = { what: setting.key, why, hint: say`leave it out` };
  report(catalogue.noEffect, setting, parameters, [], fix(say`Leave out ${setting.key}`, removal(setting)));
}

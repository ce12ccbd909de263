import type { Texts } from '../protocol.ts';
import type { Localization } from './translate.ts';

/** Every text of the Energies view, in the language of this VS Code. */
export function energiesTexts(l10n: Localization): Texts {
  return {
    status: {
      queued: l10n.t('Waiting'),
      starting: l10n.t('Starting'),
      training: l10n.t('Training'),
      evaluating: l10n.t('Evaluating'),
      stopping: l10n.t('Stopping'),
      finished: l10n.t('Finished'),
      stopped: l10n.t('Stopped'),
      failed: l10n.t('Failed'),
    },
    verdict: { pass: l10n.t('passed'), fail: l10n.t('failed'), undecided: l10n.t('undecided') },
    reference: { exact: l10n.t('exact'), expected: l10n.t('expected') },
    action: {
      stop: l10n.t('Stop'),
      again: l10n.t('Train again'),
      resume: l10n.t('Resume'),
      output: l10n.t('Show output'),
      source: l10n.t('Go to source'),
      problems: l10n.t('Show problems'),
      settings: l10n.t('Open settings'),
    },
    empty: l10n.t('No training yet. Click ▶ Train above a train of a .qham file, and watch its energies fall here.'),
    choose: l10n.t('Choose what to train…'),
    runs: l10n.t('Training to show'),
    energy: l10n.t('Energy'),
    energyByStep: l10n.t('Energy against training step'),
    batch: l10n.t('batch energy while training: no error bar yet'),
    evaluated: l10n.t('in brackets: one standard error, in units of the last digit'),
    state: l10n.t('State'),
    difference: l10n.t('Difference'),
    step: l10n.t('Step'),
    acceptance: l10n.t('Acceptance'),
    timeLeft: l10n.t('Time left'),
    time: l10n.t('Time'),
    device: l10n.t('Device'),
    walkers: l10n.t('Walkers'),
    parameters: l10n.t('Parameters'),
    eachStep: l10n.t('each step'),
    meanOver: l10n.t('mean of {0} steps', '{0}'),
    phase: l10n.t('Phase'),
    zoom: l10n.t('Zoom to the end'),
    expectations: l10n.t('Expectations'),
    summary: l10n.t('{0}, step {1} of {2}', '{0}', '{1}', '{2}'),
  };
}

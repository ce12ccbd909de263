import type { Column, Texts } from '../protocol.ts';
import type { Localization } from './translate.ts';

/** What the numbers of a column are called; states by their numbers, terms of a loss by the names that its formula gives them. */
export function columnName(kind: Column['kind'], name: string, l10n: Localization): string {
  if (kind === 'seconds') return timeTexts(l10n)[name] ?? name;
  const texts: Partial<Record<Column['kind'], string>> = quantityTexts(l10n);
  return name || (texts[kind] ?? '');
}

const quantityTexts = (l10n: Localization): Texts['quantities'] => ({
  energy: l10n.t('Energy'),
  distance: l10n.t('Distance to the reference'),
  variance: l10n.t('Variance'),
  acceptance: l10n.t('Acceptance'),
  autocorrelation: l10n.t('Autocorrelation time in steps'),
  loss: l10n.t('Loss'),
  learning_rate: l10n.t('Learning rate'),
  seconds: l10n.t('Time of a step'),
});

const timeTexts = (l10n: Localization): Readonly<Record<string, string>> => ({
  sampling: l10n.t('sampling'),
  energy: l10n.t('energy'),
  gradient: l10n.t('gradient'),
  optimizer: l10n.t('optimizer'),
  other: l10n.t('other'),
});

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
    noTraining: l10n.t('No training yet'),
    empty: l10n.t('Click ▶ Train above a train of a .qham file, and watch its energies fall here.'),
    choose: l10n.t('Choose what to train…'),
    runs: l10n.t('Training to show'),
    energy: l10n.t('Energy'),
    energyByStep: l10n.t('Energy against training step'),
    batch: l10n.t('batch energy while training: no error bar yet'),
    evaluated: l10n.t('in brackets: one standard error, in units of the last digit'),
    state: l10n.t('State'),
    difference: l10n.t('Difference'),
    comparedWith: l10n.t('Reference'),
    step: l10n.t('Step'),
    acceptance: l10n.t('Acceptance'),
    timeLeft: l10n.t('Time left'),
    time: l10n.t('Time'),
    device: l10n.t('Device'),
    walkers: l10n.t('Walkers'),
    parameters: l10n.t('Parameters'),
    eachStep: l10n.t('each step'),
    meanOver: l10n.t('mean of {0} steps', '{0}'),
    band: l10n.t('± one standard error of the sampling'),
    samplingError: l10n.t('± of sampling'),
    phase: l10n.t('Phase'),
    zoom: l10n.t('Zoom to the end'),
    quantities: quantityTexts(l10n),
    quantity: l10n.t('Quantity to draw'),
    byTime: l10n.t('Against time'),
    zoomIn: l10n.t('Zoom in'),
    zoomOut: l10n.t('Zoom out'),
    wholeCurve: l10n.t('Whole curve'),
    data: l10n.t('Numbers of this chart'),
    measured: l10n.t('Measured'),
    shapesAt: l10n.t('The state after step {0}', '{0}'),
    shapesOver: l10n.t('The state after step {0}, over {1} samples', '{0}', '{1}'),
    shapes: {
      density: l10n.t('One-body density'),
      pair_density: l10n.t('Pair density'),
      wave_function: l10n.t('Wave function, cut'),
      potential: l10n.t('Potential, cut'),
    },
    shapeAxes: {
      density: l10n.t('first coordinate'),
      pair_density: l10n.t('distance'),
      wave_function: l10n.t('first coordinate'),
      potential: l10n.t('first coordinate'),
    },
    shapeNumbers: l10n.t('Numbers of these curves'),
    value: l10n.t('Value'),
    error: l10n.t('Error'),
    chartHelp: l10n.t(
      'Arrow keys move the cursor, Enter shows the phase of the schedule, plus and minus zoom, 0 shows the whole curve.',
    ),
    expectations: l10n.t('Expectations'),
    summary: l10n.t('{0}, step {1} of {2}', '{0}', '{1}', '{2}'),
  };
}

/** The setup of `fermion-step`: what the PyTorch and JAX peers are handed, and what they must find at the same walkers. */
import { type AnsatzModel, buildAnsatz } from '../../runtime/ansatz/ansatz.ts';
import { initialParameters, parameterViews } from '../../runtime/ansatz/parameters.ts';
import { Trainable } from '../../runtime/ansatz/trainable.ts';
import { loadProgram } from '../../runtime/compile/index.ts';
import { inFloat64 } from '../../runtime/engine/float64-engine.ts';
import { openEngine } from '../../runtime/engine/index.ts';
import type { Experiment, Phase } from '../../runtime/experiment.ts';
import { clippedResiduals } from '../../runtime/objective/energy.ts';
import { ScoreEstimator } from '../../runtime/objective/scores.ts';
import { DirectionFinder } from '../../runtime/optimizer/natural/direction.ts';
import { evaluateScheduled } from '../../runtime/optimizer/scheduled.ts';
import { RandomStream } from '../../runtime/random/stream.ts';
import { cloud, evaluateAt } from '../physics/at-walkers.ts';
import { ROOT } from './qham.ts';

/** The peers' names of the published network's parameters, in the order of ours. */
const NAMES = ['W1', 'b1', 'W2', 'b2', 'WM', 'bM', 'We'] as const;
/** Walkers at which all three are compared. */
const CHECKED = 64;

/** What a peer prints with `--check`. */
export interface Checked {
  log: number[];
  sign: number[];
  energy: number[];
  /** φ of a first step, by our parameters one after another. */
  phi: number[];
}

/** `Ground` of the example, with first parameters of its seed. */
export async function fermionExperiment(): Promise<Experiment> {
  return (await loadProgram(`${ROOT}/examples/fermions.qham`)).experiment('Ground');
}

/** The setup as JSON for the peers, with the settings of that many steps. */
export function fermionSetup(experiment: Experiment, steps: number): object {
  const ansatz = buildAnsatz(experiment);
  const values = parametersOf(experiment, ansatz);
  const { sampler, phases } = experiment.schedule;
  const [{ optimizer, objective }] = phases as [Phase];
  if (optimizer.kind !== 'spring' || objective.kind !== 'energy' || sampler.kind !== 'metropolis')
    throw new Error('the peers know SPRING with Metropolis moves and nothing else');
  const { A, V0, sigma } = experiment.hamiltonian.parameters;
  const every = (setting: typeof optimizer.damping) =>
    Array.from({ length: steps }, (_, at) => evaluateScheduled(setting, at));
  return {
    seed: experiment.seed,
    system: { A, V0, sigma },
    order: NAMES,
    parameters: Object.fromEntries(
      ansatz.parameters.map(({ name, shape }, i) => [NAMES[i], { shape, values: [...values[name]!] }]),
    ),
    walkers: walkersOf(experiment),
    settings: {
      walkers: sampler.walkers,
      sweeps: sampler.sweeps,
      width: sampler.proposal.width,
      acceptance: sampler.acceptance,
      burn_in: sampler.burn_in === 'auto' ? 100 : sampler.burn_in,
      momentum: optimizer.momentum,
      clip: objective.clip,
    },
    damping: every(optimizer.damping),
    norm: every(optimizer.norm_constraint!),
    rate: every(optimizer.learning_rate),
  };
}

/** What the peers must find: everything in float64. */
export async function expectedAt(experiment: Experiment): Promise<Checked> {
  const walkers = walkersOf(experiment).flat();
  const cpu = await openEngine('cpu');
  const { logPsi, sign, energy } = await evaluateAt(cpu, experiment, walkers);
  const ansatz = buildAnsatz(experiment);
  const [{ optimizer, objective }] = experiment.schedule.phases as [Phase];
  if (optimizer.kind !== 'spring' || objective.kind !== 'energy') throw new Error('the example has changed');
  const estimator = await ScoreEstimator.create({
    engine: inFloat64(cpu),
    experiment,
    ansatz,
    walkers: CHECKED,
    trainable: new Trainable(ansatz.parameters, () => false),
    slope: 'scores of walkers',
  });
  const scores = await estimator.measure(parametersOf(experiment, ansatz), Float32Array.from(walkers));
  const residuals = clippedResiduals(Float32Array.from(energy), objective.clip);
  const { phi } = await new DirectionFinder().find(
    { scores, residuals, importance: null },
    new Float64Array(scores.parameters),
    { momentum: optimizer.momentum, damping: evaluateScheduled(optimizer.damping, 0), space: 'walkers' },
  );
  await estimator.dispose();
  await cpu.dispose();
  return { log: [...logPsi], sign: [...sign], energy: [...energy], phi: [...phi] };
}

function parametersOf(experiment: Experiment, ansatz: AnsatzModel): Record<string, Float32Array> {
  const random = RandomStream.fromSeed(experiment.seed);
  return parameterViews(ansatz.parameters, initialParameters(ansatz.parameters, random));
}

function walkersOf({ hamiltonian }: Experiment): number[][] {
  const particles = hamiltonian.parameters.A!;
  const flat = Float32Array.from(cloud(CHECKED, particles, 7));
  return Array.from({ length: CHECKED }, (_, b) => [...flat.subarray(b * particles, (b + 1) * particles)]);
}

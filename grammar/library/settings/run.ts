import { say } from '../../localization/phrase.ts';
import { count, orAuto, positive, seed, sizes } from './numbers.ts';
import { objective } from './objective.ts';
import { setting, type ValuesOf } from './value.ts';

/** Settings of a phase, beside its optimizer. */
export const phase = {
  objective: setting({
    documentation: say`What training makes small.`,
    value: objective,
    fallback: {
      value: { kind: 'energy' },
      shown: 'energy',
      reason: say`by the variational principle the energy of a state is never below the ground state`,
    },
  }),
  clip: setting<number | null>({
    documentation: say`In the gradient only, local energies are clipped to the median ± this many times their mean distance from it.`,
    value: positive,
    fallback: {
      value: 5,
      shown: '5',
      reason: say`rare walkers near a node would decide the step otherwise; measured energies are never clipped`,
    },
  }),
  steps: setting({ documentation: say`Optimizer steps of this phase.`, value: count, fallback: { example: '1000' } }),
} as const;
export type PhaseSettings = ValuesOf<typeof phase>;

/** `evaluate { … }`: the measurement at the end, with frozen parameters. */
export const evaluation = {
  walkers: setting<number | null>({
    documentation: say`How many configurations are sampled at once.`,
    value: count,
    fallback: {
      value: null,
      shown: say`as the sampler`,
      reason: say`those walkers are there already, and distributed as |ψ|²`,
    },
  }),
  samples: setting({
    documentation: say`How often all walkers are measured.`,
    value: count,
    fallback: {
      value: 200,
      shown: '200',
      reason: say`200 independent measurements know their own error bar to about 5 %, 1/√(2·200)`,
    },
  }),
  sweeps: setting<number | 'auto'>({
    documentation: say`Moves of every walker between two measurements; auto: by the measured autocorrelation time.`,
    value: orAuto(count),
    fallback: { value: 10, shown: '10', reason: say`measurements of one walker are then nearly independent` },
  }),
} as const;

/** Settings of a sweep: those of its trains stand there. */
export const sweep = {
  seed: setting<number | null>({
    documentation: say`Where all random numbers begin.`,
    value: seed,
    fallback: {
      value: null,
      shown: say`that of the train`,
      reason: say`only the parameter differs between the points`,
    },
  }),
} as const;

/** Settings of a train. */
export const train = {
  states: setting({
    documentation: say`How many of the lowest states are trained at once; a network has one output for each.`,
    value: count,
    fallback: { value: 1, shown: '1', reason: say`the ground state` },
  }),
  sizes: setting<number[] | null>({
    documentation: say`Sizes of the lattice, one after another: each begins with what the smaller one has learned.`,
    value: sizes,
    fallback: {
      value: null,
      shown: say`the size of the Hamiltonian`,
      reason: say`most systems are trained as they are`,
    },
  }),
  seed: setting({
    documentation: say`Where all random numbers begin: the same file and seed give the same run.`,
    value: seed,
    fallback: { value: 1, shown: '1', reason: say`a run can be repeated without saying anything` },
  }),
} as const;

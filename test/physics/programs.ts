/** Experiments for physics tests, written as a user would write them. */
import { parseProgram } from '../../runtime/compile/index.ts';
import type { Experiment } from '../../runtime/experiment.ts';

export interface ProgramParts {
  dimension?: number;
  hamiltonian?: string;
  ansatz: string;
  sampler?: string;
  objective?: string;
  optimizer?: string;
  steps?: number;
  evaluate?: string;
  train?: string;
}

const OSCILLATOR = 'H = -1/2 * ∇²[r] + 1/2 * |r|^2';

/** One train of a single particle; an isotropic oscillator unless told otherwise. */
export async function experimentOf({
  dimension = 3,
  hamiltonian = OSCILLATOR,
  ansatz,
  sampler = 'walkers = 512; sweeps = 5',
  objective = 'energy',
  optimizer = 'adam { learning_rate = 1e-2 }',
  steps = 5,
  evaluate = 'samples = 20; sweeps = 5',
  train = '',
}: ProgramParts): Promise<Experiment> {
  const text = `units oscillator
hamiltonian System(D = ${dimension}) {
  particle r in R^D
  ${hamiltonian}
}
ansatz Trial {
  ${ansatz}
}
schedule Plan {
  sampler metropolis { ${sampler} }
  phase main {
    objective = ${objective}
    optimizer ${optimizer}
    steps = ${steps}
  }
  evaluate { ${evaluate} }
}
train Run = System with Trial using Plan {
  ${train}
}
`;
  const program = await parseProgram(text, 'test.qham');
  return program.experiment('Run');
}

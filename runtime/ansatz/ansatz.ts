/**
 * The ansatz as a graph: the wave function at a batch of walkers.
 */
import { say } from '@qham/grammar/phrase';
import type { Experiment } from '../experiment.ts';
import { broadcastTo, type GraphBuilder, input, type Tensor } from '../tensor/index.ts';
import { type Amplitude, type SignedLog, signedLog } from './amplitude.ts';
import { blockKind } from './block.ts';
import { blockShapes } from './block-shapes.ts';
import type { ParameterSpec } from './parameters.ts';
import { ansatzScope } from './scope.ts';
import { evaluateAmplitude, evaluateValue } from './wave-function.ts';

export interface AnsatzModel {
  readonly states: number;
  readonly parameters: readonly ParameterSpec[];
  /** ψ [B, states] at the walkers [B, D]; adds one input per parameter to the builder's graph. */
  psi(builder: GraphBuilder, walkers: Tensor): Tensor;
  /** The same of a single state, ψ = factor·sign·exp(log), each [B, 1]. @throws Error where there are several states */
  amplitude(builder: GraphBuilder, walkers: Tensor): Amplitude;
  /** The same as sign and logarithm alone. */
  logPsi(builder: GraphBuilder, walkers: Tensor): SignedLog;
}

/**
 * The wave function of an experiment, ready to be put into graphs.
 * @throws Error where blocks are put together in a way that makes no wave function
 */
export function buildAnsatz({ ansatz, states, hamiltonian }: Experiment): AnsatzModel {
  const { space } = hamiltonian;
  const shapes = blockShapes(ansatz.psi, ansatz.blocks, space, states);
  const blocks = ansatz.blocks.flatMap((spec) => {
    const shape = shapes.get(spec.name);
    return shape ? [{ spec, shape }] : [];
  });
  const parameters = blocks.flatMap(({ spec, shape }) => blockKind(spec).parameters(spec, shape));
  const scopeOf = (builder: GraphBuilder, walkers: Tensor) => {
    const extents = new Map(parameters.map((p) => [p.name, p.shape]));
    return ansatzScope(space, blocks, walkers, (name) => input(builder, name, extents.get(name)!));
  };
  const amplitude = (builder: GraphBuilder, walkers: Tensor) => {
    if (states !== 1) throw new Error(`the logarithm of ${states} states at once has no meaning`);
    const { factor, sign, log } = evaluateAmplitude(ansatz.psi, scopeOf(builder, walkers));
    const column = (t: Tensor) => broadcastTo(t, [walkers.shape[0]!, 1]);
    return { factor: factor && column(factor), sign: column(sign), log: column(log) };
  };
  return {
    states,
    parameters,
    psi(builder, walkers) {
      const value = evaluateValue(ansatz.psi, scopeOf(builder, walkers));
      const psi = broadcastTo(value, [walkers.shape[0]!, states]);
      psi.label ??= say`ψ of ${ansatz.name}`;
      return psi;
    },
    amplitude,
    logPsi(builder, walkers) {
      const whole = signedLog(amplitude(builder, walkers));
      whole.log.label ??= say`ln|ψ| of ${ansatz.name}`;
      return whole;
    },
  };
}

/**
 * ψ and the potential along one coordinate: a single particle on the line through the origin, one of several while the others
 * stay where the first walker has them.
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import { evaluateFormula } from '../ansatz/formula.ts';
import { coordinateScope } from '../ansatz/scope.ts';
import type { Engine } from '../engine/engine.ts';
import type { Shape } from '../events.ts';
import { type Experiment, walkerDimension } from '../experiment.ts';
import { add, broadcastTo, finishGraph, type Graph, GraphBuilder, input } from '../tensor/index.ts';
import { type BlockSession, compileForWalkers, putBlock, runBlocks } from '../train/blocks.ts';

/** Points of a cut. */
const POINTS = 96;
/** States that are drawn; more would hide each other. */
const MOST_STATES = 4;

export class WaveFunctionCut {
  readonly #session: BlockSession;
  readonly #experiment: Experiment;

  private constructor(session: BlockSession, experiment: Experiment) {
    this.#session = session;
    this.#experiment = experiment;
  }

  static async create(engine: Engine, experiment: Experiment, ansatz: AnsatzModel): Promise<WaveFunctionCut> {
    const session = await compileForWalkers(engine, POINTS, (block) => cutGraph(experiment, ansatz, block));
    return new WaveFunctionCut(session, experiment);
  }

  /** The cuts over a range of the first coordinate: ψ of each state, the largest |ψ| in it being 1, and V where there is one. */
  async along(
    parameters: Record<string, Float32Array>,
    walkers: Float32Array,
    { low, high }: { low: number; high: number },
  ): Promise<Shape[]> {
    const { states, hamiltonian } = this.#experiment;
    const dimension = walkerDimension(hamiltonian.space);
    const at = Array.from({ length: POINTS }, (_, i) => low + ((i + 0.5) / POINTS) * (high - low));
    const points = new Float32Array(POINTS * dimension);
    const alone = hamiltonian.space.particles.reduce((sum, { count }) => sum + count, 0) === 1;
    at.forEach((x, i) => {
      if (!alone) points.set(walkers.subarray(0, dimension), i * dimension);
      points[i * dimension] = x;
    });
    const results = await runBlocks(this.#session, parameters, (take) => ({ walkers: take(points, dimension) }));
    const column = (name: string, width: number) => {
      const all = new Float32Array(POINTS * width);
      results.forEach((block, index) => {
        putBlock(all, width, this.#session.plan, index, block[name]!);
      });
      return all;
    };
    const psi =
      states === 1 ? [fromLogarithm(column('sign', 1), column('log', 1))] : split(column('psi', states), states);
    const potential = potentialTerms(this.#experiment).length > 0 ? [Array.from(column('potential', 1))] : [];
    return [
      ...psi
        .slice(0, MOST_STATES)
        .map((values, state): Shape => ({ kind: 'wave_function', name: String(state), at, values: scaled(values) })),
      ...potential.map((values): Shape => ({ kind: 'potential', name: '', at, values })),
    ];
  }

  /** Frees the engine's session. */
  dispose(): Promise<void> {
    return this.#session.session.dispose();
  }
}

function cutGraph(experiment: Experiment, ansatz: AnsatzModel, block: number): Graph {
  const builder = new GraphBuilder();
  const { hamiltonian, states } = experiment;
  const walkers = input(builder, 'walkers', [block, walkerDimension(hamiltonian.space)]);
  const scope = coordinateScope(hamiltonian.space, walkers);
  const terms = potentialTerms(experiment).map(({ expression }) =>
    broadcastTo(evaluateFormula(expression, scope), [block, 1]),
  );
  const psi = states === 1 ? ansatz.logPsi(builder, walkers) : { psi: ansatz.psi(builder, walkers) };
  return finishGraph({ ...psi, ...(terms.length > 0 && { potential: terms.reduce(add) }) });
}

const potentialTerms = ({ hamiltonian }: Experiment) =>
  hamiltonian.terms.flatMap((term) => (term.kind === 'potential' ? [term] : []));

/** sign·exp(log − the largest log): what lies outside the range of numbers is 0. */
function fromLogarithm(sign: Float32Array, log: Float32Array): number[] {
  const largest = log.reduce((most, value) => Math.max(most, value), -Infinity);
  return Array.from(log, (value, i) => sign[i]! * Math.exp(value - largest));
}

const split = (values: Float32Array, states: number): number[][] =>
  Array.from({ length: states }, (_, m) => Array.from({ length: POINTS }, (__, i) => values[i * states + m]!));

function scaled(values: readonly number[]): number[] {
  const largest = Math.max(...values.map(Math.abs).filter(Number.isFinite));
  return largest > 0 ? values.map((value) => value / largest) : [...values];
}

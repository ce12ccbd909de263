/**
 * What the state looks like: densities of walkers, at one step or over all samples of an evaluation, and cuts through ψ and the potential.
 */
import type { AnsatzModel } from '../ansatz/ansatz.ts';
import type { Engine } from '../engine/engine.ts';
import type { Shape } from '../events.ts';
import { type Experiment, walkerDimension } from '../experiment.ts';
import { density } from './density.ts';
import type { Measurement } from './observable.ts';
import { pairDensity } from './pair-density.ts';
import { columnsOf, type ParticleColumns } from './particle-columns.ts';
import { WaveFunctionCut } from './wave-function-cut.ts';

/** Bins of a density: wide enough for some hundred walkers. */
const BINS = 40;
/** Part of the walkers beyond each end of the range that is looked at, and room beyond them, as part of it. */
const OUTLIERS = 0.005;
const ROOM = 0.1;
/** Digits that a picture can show. */
const DIGITS = 5;

/** Looks at walkers and parameters as often as asked. */
export class Shapes {
  readonly #experiment: Experiment;
  readonly #ansatz: AnsatzModel;
  readonly #engine: Engine;
  readonly #cut: WaveFunctionCut;

  private constructor(experiment: Experiment, ansatz: AnsatzModel, engine: Engine, cut: WaveFunctionCut) {
    this.#experiment = experiment;
    this.#ansatz = ansatz;
    this.#engine = engine;
    this.#cut = cut;
  }

  static async create(engine: Engine, experiment: Experiment, ansatz: AnsatzModel): Promise<Shapes> {
    return new Shapes(experiment, ansatz, engine, await WaveFunctionCut.create(engine, experiment, ansatz));
  }

  /**
   * One-body densities along the first axis, pair densities, and cuts along the first coordinate of the first particle.
   * Each walker is a sample of |ψ|² (several states: of their mean), so densities have error bars.
   * @param walkers [walkers, D]
   */
  async look(parameters: Record<string, Float32Array>, walkers: Float32Array): Promise<Shape[]> {
    const gathered = await this.gather(walkers);
    await gathered.add(walkers);
    return gathered.shapes(parameters, walkers);
  }

  /**
   * Begins densities of as many samples as are added: as much smoother, and their error bars as much smaller.
   * @param walkers [walkers, D], which say how far the densities reach
   */
  async gather(walkers: Float32Array): Promise<GatheredShapes> {
    const { space } = this.#experiment.hamiltonian;
    const count = walkers.length / walkerDimension(space);
    const measured = await Promise.all(
      space.particles.flatMap(({ name, count: particles }) => {
        const columns = columnsOf(space, name);
        const one = { particles: name, bins: BINS, text: name };
        return [
          this.#prepare('density', { ...one, range: rangeOf(coordinates(walkers, columns)) }, count),
          ...(particles > 1
            ? [this.#prepare('pair_density', { ...one, range: pairRange(walkers, columns) }, count)]
            : []),
        ];
      }),
    );
    const weights = new Float32Array(count).fill(1);
    const first = columnsOf(space, space.particles[0]!.name);
    return {
      add: async (sample) => {
        for (const { measurement } of measured) await measurement.add(sample, weights);
      },
      shapes: async (parameters, sample) => {
        const densities = measured.map(({ kind, name, measurement }) => ({
          kind,
          name,
          ...measurement.result().curve!,
        }));
        const cuts = await this.#cut.along(parameters, sample, rangeOf(coordinates(sample, first)));
        return [...densities, ...cuts].map(shortened);
      },
    };
  }

  async #prepare(
    kind: 'density' | 'pair_density',
    spec: { particles: string; bins: number; text: string; range: Range },
    walkers: number,
  ): Promise<{ kind: 'density' | 'pair_density'; name: string; measurement: Measurement }> {
    const context = { engine: this.#engine, ansatz: this.#ansatz, experiment: this.#experiment, walkers };
    const measurement =
      kind === 'density'
        ? await density.prepare({ kind, axis: 1, ...spec }, context)
        : await pairDensity.prepare({ kind, ...spec }, context);
    return { kind, name: spec.text, measurement };
  }

  /** Frees the engine's session. */
  dispose(): Promise<void> {
    return this.#cut.dispose();
  }
}

/** Densities that grow with every sample. */
export interface GatheredShapes {
  /** @param walkers [walkers, D], as many as at the beginning, in the same order */
  add(walkers: Float32Array): Promise<void>;
  /** The densities of all samples so far, and cuts through the first of these walkers. */
  shapes(parameters: Record<string, Float32Array>, walkers: Float32Array): Promise<Shape[]>;
}

interface Range {
  low: number;
  high: number;
}

/** The first component of all particles of a kind, of all walkers. */
function coordinates(walkers: Float32Array, { row, first, count, dimension }: ParticleColumns): Float64Array {
  return Float64Array.from({ length: (walkers.length / row) * count }, (_, k) => {
    const walker = Math.floor(k / count);
    return walkers[walker * row + first + (k % count) * dimension]!;
  });
}

/** Where nearly all of these numbers lie. */
function rangeOf(numbers: Float64Array): Range {
  const sorted = numbers.slice().sort();
  const out = Math.floor(sorted.length * OUTLIERS);
  const [low, high] = [sorted[out]!, sorted[sorted.length - 1 - out]!];
  const room = (high - low) * ROOM || 1;
  return { low: low - room, high: high + room };
}

/** From 0 to where nearly all distances of two particles end: twice that from their middle is never less. */
function pairRange(walkers: Float32Array, { row, first, count, dimension }: ParticleColumns): Range {
  const distances = new Float64Array(walkers.length / row);
  for (let walker = 0; walker < distances.length; walker++) {
    const start = walker * row + first;
    let largest = 0;
    for (let i = 1; i < count; i++) {
      let square = 0;
      for (let d = 0; d < dimension; d++) square += (walkers[start + i * dimension + d]! - walkers[start + d]!) ** 2;
      largest = Math.max(largest, square);
    }
    distances[walker] = Math.sqrt(largest);
  }
  return { low: 0, high: rangeOf(distances).high };
}

/** With no more digits than a picture can show. */
function shortened({ at, values, errors, ...shape }: Shape): Shape {
  return {
    ...shape,
    at: at.map(shorter),
    values: values.map(shorterOrNone),
    ...(errors && { errors: errors.map(shorterOrNone) }),
  };
}

const shorter = (value: number) => Number(value.toPrecision(DIGITS));
const shorterOrNone = (value: number | null) => (value === null || !Number.isFinite(value) ? null : shorter(value));

/**
 * Trainable parameters: what they are, and their first values. All of an ansatz lie one after another in one flat array.
 */
import type { Initialisation } from '../experiment.ts';
import type { RandomStream } from '../random/stream.ts';
import type { Shape } from '../tensor/index.ts';
import { fillScattered } from './scattered.ts';

type BlockInitialisation =
  | Initialisation
  | { kind: 'constant'; value: number }
  /** Weights [2·inputs, width] of a layer that sees each particle and the mean. */
  | { kind: 'scattered'; size: number };

export interface LayerInitialisation {
  readonly weights: BlockInitialisation;
  readonly biases: BlockInitialisation;
}

export interface ParameterSpec {
  /** `N.weight1`; unique within an ansatz. */
  readonly name: string;
  readonly shape: Shape;
  readonly initialisation: BlockInitialisation;
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Number of values of a tensor of this shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/** Number of trainable values of all parameters together. */
export function parameterCount(specs: readonly ParameterSpec[]): number {
  return specs.reduce((total, spec) => total + sizeOf(spec.shape), 0);
}

/** First values of all parameters, in order, in one flat array. */
export function initialParameters(specs: readonly ParameterSpec[], random: RandomStream): Float32Array {
  const values = new Float32Array(parameterCount(specs));
  let offset = 0;
  for (const spec of specs) {
    const part = values.subarray(offset, offset + sizeOf(spec.shape));
    fill(part, spec, random);
    offset += part.length;
  }
  return values;
}

function fill(values: Float32Array, { initialisation, fanIn, fanOut }: ParameterSpec, random: RandomStream): void {
  switch (initialisation.kind) {
    case 'normal':
      random.fillNormal(values, initialisation.std);
      return;
    case 'uniform':
      random.fillUniform(values, -initialisation.width, initialisation.width);
      return;
    case 'fan_in': {
      const width = 1 / Math.sqrt(fanIn);
      random.fillUniform(values, -width, width);
      return;
    }
    case 'glorot': {
      const width = Math.sqrt(6 / (fanIn + fanOut));
      random.fillUniform(values, -width, width);
      return;
    }
    case 'scattered':
      fillScattered(values, fanOut, initialisation.size, random);
      return;
    case 'constant':
      values.fill(initialisation.value);
      return;
    case 'zero':
      values.fill(0);
  }
}

/** Views of the flat array by parameter name, without copying: what a graph is fed with. */
export function parameterViews(specs: readonly ParameterSpec[], values: Float32Array): Record<string, Float32Array> {
  const views: Record<string, Float32Array> = {};
  let offset = 0;
  for (const spec of specs) {
    const size = sizeOf(spec.shape);
    views[spec.name] = values.subarray(offset, offset + size);
    offset += size;
  }
  return views;
}

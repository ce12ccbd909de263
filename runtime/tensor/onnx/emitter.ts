/** Collects the ONNX nodes that operations write for themselves. */
import type { DeviceName, Precision } from '../../engine/engine.ts';
import type { Shape, Tensor } from '../graph.ts';
import {
  ATTRIBUTE_TYPE,
  DATA_TYPE,
  type DataType,
  type OnnxAttribute,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValueInfo,
} from './schema.ts';

/** A factor of a matrix product. */
export interface Factor {
  name: string;
  shape: Shape;
  transposed: boolean;
}

/** Whole numbers: axes, flags, permutations. Real ones go into initializers, which have the graph's precision. */
export type AttributeValue = number | readonly number[];

export class OnnxEmitter {
  readonly precision: Precision;
  readonly device: DeviceName;
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxTensor[] = [];
  readonly inputs: OnnxValueInfo[] = [];
  readonly #known = new Map<string, string>();
  /** The boolean tensor that a number, 0 or 1, was made from. */
  readonly #truths = new Map<string, string>();
  #count = 0;

  constructor(device: DeviceName, precision: Precision) {
    this.device = device;
    this.precision = precision;
  }

  /** Declares an input of the model. */
  input(node: Tensor): string {
    const name = node.attributes.name as string;
    this.inputs.push(valueInfo(name, node.shape, this.precision));
    return name;
  }

  /** Writes a node with one result and returns the result's name; the same node again gives the same name. */
  node(opType: string, input: readonly string[], attributes: Record<string, AttributeValue> = {}): string {
    const key = JSON.stringify([opType, input, attributes]);
    const known = this.#known.get(key);
    if (known) return known;
    const result = this.#newName();
    const attribute = Object.entries(attributes).map(([name, value]) => encodeAttribute(name, value));
    this.nodes.push({ opType, name: result, input: [...input], output: [result], attribute });
    this.#known.set(key, result);
    return result;
  }

  /** A number in the graph's precision. */
  scalar(value: number): string {
    return this.constant([value], []);
  }

  /** Numbers in the graph's precision. Large uniform ones are stored once and expanded. */
  constant(values: readonly number[], shape: Shape): string {
    const first = values[0]!;
    if (values.length > 64 && values.every((value) => value === first))
      return this.node('Expand', [this.scalar(first), this.integers(shape)]);
    const data = this.precision === 'float64' ? Float64Array.from(values) : Float32Array.from(values);
    return this.#initializer(this.precision, shape, data);
  }

  /** Axes, extents and the like. */
  integers(values: readonly number[]): string {
    return this.#initializer('int64', [values.length], BigInt64Array.from(values, BigInt));
  }

  cast(x: string, to: DataType): string {
    const result = this.node('Cast', [x], { to: DATA_TYPE[to] });
    if (to === this.precision) this.#truths.set(result, x);
    return result;
  }

  /** A boolean tensor that is true where x is not 0. */
  truth(x: string): string {
    const source = this.#truths.get(x);
    return source && this.#isBoolean(source) ? source : this.cast(x, 'bool');
  }

  reshape(x: string, shape: Shape): string {
    return this.node('Reshape', [x, this.integers(shape)]);
  }

  /**
   * A matrix product of stacks of matrices. Two matrices are a Gemm, which reads a transposed factor where it lies; in a
   * stack it is copied, or, on the cpu in float32, ONNX Runtime sees to it that it is not.
   */
  matmul(a: Factor, b: Factor): string {
    if (a.shape.length === 2 && b.shape.length === 2 && (a.transposed || b.transposed))
      return this.node('Gemm', [a.name, b.name], { transA: Number(a.transposed), transB: Number(b.transposed) });
    const swap = ({ name, shape, transposed }: Factor) => {
      if (!transposed) return name;
      const axes = shape.map((_, i) => i);
      return this.node('Transpose', [name], { perm: [...axes.slice(0, -2), axes.length - 1, axes.length - 2] });
    };
    return this.node('MatMul', [swap(a), swap(b)]);
  }

  #isBoolean(name: string): boolean {
    const source = this.nodes.find((node) => node.output[0] === name);
    return ['Less', 'LessOrEqual', 'Greater', 'GreaterOrEqual', 'Equal'].includes(source?.opType ?? '');
  }

  #initializer(type: DataType, shape: Shape, data: Float32Array | Float64Array | BigInt64Array): string {
    const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const key = JSON.stringify([type, shape, [...rawData]]);
    const known = this.#known.get(key);
    if (known) return known;
    const name = this.#newName();
    this.initializers.push({ name, dims: [...shape], dataType: DATA_TYPE[type], rawData });
    this.#known.set(key, name);
    return name;
  }

  /** No input of a graph is called like this: the colon keeps them apart. */
  #newName(): string {
    return `:${this.#count++}`;
  }
}

/** Name, element type and shape of an input or output. */
export function valueInfo(name: string, shape: Shape, precision: Precision): OnnxValueInfo {
  const dim = shape.map((dimValue) => ({ dimValue }));
  return { name, type: { tensorType: { elemType: DATA_TYPE[precision], shape: { dim } } } };
}

function encodeAttribute(name: string, value: AttributeValue): OnnxAttribute {
  return typeof value === 'number'
    ? { name, type: ATTRIBUTE_TYPE.int, i: value, ints: [] }
    : { name, type: ATTRIBUTE_TYPE.ints, i: 0, ints: [...value] };
}

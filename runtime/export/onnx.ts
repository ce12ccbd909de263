/**
 * A trained wave function as an ONNX model, for programs that know nothing of qham.
 */
import { buildAnsatz } from '../ansatz/ansatz.ts';
import { type ParameterSpec, sizeOf } from '../ansatz/parameters.ts';
import type { Precision } from '../engine/engine.ts';
import { type Experiment, type Space, walkerDimension } from '../experiment.ts';
import { finishGraph, GraphBuilder, input } from '../tensor/index.ts';
import { lowerGraph } from '../tensor/onnx/model.ts';
import { DATA_TYPE, encodeModel, type OnnxTensor } from '../tensor/onnx/schema.ts';

/**
 * The wave function of an experiment as the bytes of an `.onnx` file, with the parameters inside. It takes
 * `walkers`, the coordinates [walkers, D] in the units of the experiment, particle by particle. Of one state it gives
 * `log_psi`, ln|ψ|, and `sign`, each [walkers, 1]; of several `psi` [walkers, states]. No state is normalised.
 * @param parameters values by name
 * @param walkers how many walkers the model takes at a time
 * @param precision of the model's input, results and arithmetic
 * @throws Error when a parameter is missing or has another number of values
 */
export function exportOnnx(
  experiment: Experiment,
  parameters: Readonly<Record<string, Float32Array>>,
  walkers: number,
  precision: Precision = 'float32',
): Uint8Array {
  const ansatz = buildAnsatz(experiment);
  const builder = new GraphBuilder();
  const at = input(builder, 'walkers', [walkers, walkerDimension(experiment.hamiltonian.space)]);
  const results = () => {
    if (ansatz.states > 1) return { psi: ansatz.psi(builder, at) };
    const { log, sign } = ansatz.logPsi(builder, at);
    return { log_psi: log, sign };
  };
  const model = lowerGraph(finishGraph(results()), 'cpu', precision);
  const { graph } = model;
  const specs = new Map(ansatz.parameters.map((spec) => [spec.name, spec]));
  return encodeModel({
    ...model,
    docString: describe(experiment, walkers),
    graph: {
      ...graph,
      name: experiment.train,
      input: graph.input.filter(({ name }) => !specs.has(name)),
      initializer: [
        ...graph.initializer,
        ...graph.input.flatMap(({ name }) => {
          const spec = specs.get(name);
          return spec ? [tensorOf(spec, parameters[name], precision)] : [];
        }),
      ],
    },
  });
}

function tensorOf({ name, shape }: ParameterSpec, values: Float32Array | undefined, precision: Precision): OnnxTensor {
  const size = sizeOf(shape);
  if (values?.length !== size)
    throw new Error(`${name} has ${values?.length ?? 'no'} values; the ansatz takes ${size}`);
  const { buffer, byteOffset, byteLength } = precision === 'float64' ? Float64Array.from(values) : values;
  const rawData = new Uint8Array(buffer, byteOffset, byteLength);
  return { name, dims: [...shape], dataType: DATA_TYPE[precision], rawData };
}

/** What the model says of itself to people who open it. */
function describe({ train, hamiltonian, ansatz, states, units, source }: Experiment, walkers: number): string {
  const { space } = hamiltonian;
  return [
    `Wave function ${ansatz.name} of ${hamiltonian.name}, trained by qham as ${train} (program sha256 ${source.hash}).`,
    `walkers [${walkers}, ${walkerDimension(space)}]: coordinates in ${units} units: ${coordinateNames(space).join(', ')}.`,
    states > 1
      ? `psi [${walkers}, ${states}]: the states, not normalised.`
      : `log_psi [${walkers}, 1]: ln|psi|, not normalised; sign [${walkers}, 1]: its sign.`,
  ].join('\n');
}

/** The coordinates of one walker in order: `r[1]`, `r[2]`, … of one particle, `r_1[1]`, … of several. */
function coordinateNames({ particles }: Space): string[] {
  return particles.flatMap(({ name, count, dimension }) =>
    Array.from({ length: count * dimension }, (_, i) => {
      const particle = count > 1 ? `${name}_${Math.floor(i / dimension) + 1}` : name;
      return dimension > 1 ? `${particle}[${(i % dimension) + 1}]` : particle;
    }),
  );
}

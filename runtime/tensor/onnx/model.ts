/** Lowers a tensor graph to an ONNX model. */
import type { DeviceName, Precision } from '../../engine/engine.ts';
import type { Graph, Tensor } from '../graph.ts';
import { OnnxEmitter, valueInfo } from './emitter.ts';
import { IR_VERSION, type OnnxModel, OPSET_VERSION } from './schema.ts';

/** The graph as an ONNX model with its inputs and outputs under their own names. */
export function lowerGraph(graph: Graph, device: DeviceName, precision: Precision): OnnxModel {
  const emit = new OnnxEmitter(device, precision);
  const names = new Map<Tensor, string>();
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((input) => names.get(input)!);
    names.set(node, node.operation.onnx(emit, node, inputs));
  }
  const outputs = Object.entries(graph.outputs);
  nameResults(
    emit,
    outputs.map(([name, t]) => [name, names.get(t)!]),
  );
  return {
    irVersion: IR_VERSION,
    producerName: 'qham',
    opsetImport: [{ domain: '', version: OPSET_VERSION }],
    graph: {
      name: 'qham',
      node: emit.nodes,
      initializer: emit.initializers,
      input: emit.inputs,
      output: outputs.map(([name, t]) => valueInfo(name, t.shape, precision)),
    },
  };
}

/** Gives results the names of the outputs: by renaming where a node makes the result, else by a copy. */
function nameResults(emit: OnnxEmitter, outputs: readonly [name: string, result: string][]): void {
  const made = new Set(emit.nodes.flatMap((node) => node.output));
  const renamed = new Map<string, string>();
  for (const [name, result] of outputs) if (made.has(result) && !renamed.has(result)) renamed.set(result, name);
  const rename = (name: string) => renamed.get(name) ?? name;
  for (const node of emit.nodes) {
    node.input = node.input.map(rename);
    node.output = node.output.map(rename);
  }
  for (const [name, result] of outputs)
    if (rename(result) !== name)
      emit.nodes.push({
        opType: 'Identity',
        name: `:${name}`,
        input: [rename(result)],
        output: [name],
        attribute: [],
      });
}

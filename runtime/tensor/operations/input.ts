/** `input`: a tensor that is fed when the graph runs. */
import { constantDual } from '../dual.ts';
import type { GraphBuilder, Shape, Tensor } from '../graph.ts';
import type { Operation } from '../operation.ts';
import { checkExtents } from '../shape.ts';

export const inputOperation: Operation<{ name: string; shape: Shape }> = {
  name: 'input',
  shape(_, { name, shape }) {
    if (name === '') throw new Error('input: an input needs a name');
    checkExtents(`input "${name}"`, shape);
    return shape;
  },
  pullback: () => [],
  laplacian: (node) => constantDual(node),
  onnx: (emit, node) => emit.input(node),
  tfjs: (_, node) => {
    throw new Error(`input "${node.attributes.name}" was not fed`);
  },
  cases: [{ inputs: [], attributes: { name: 'x', shape: [2, 3] } }],
};

/** A value that is given by name when the graph runs. */
export function input(builder: GraphBuilder, name: string, shape: Shape): Tensor {
  return builder.apply(inputOperation, [], { name, shape: [...shape] });
}

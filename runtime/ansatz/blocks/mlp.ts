/**
 * Dense layers: h ← f(h W + b) for each hidden width, then one output per state.
 */
import type { Activation, Block } from '../../experiment.ts';
import {
  add,
  cos,
  exp,
  matmul,
  multiply,
  negate,
  sigmoid,
  sin,
  softplus,
  square,
  type Tensor,
  tanh,
} from '../../tensor/index.ts';
import type { BlockKind } from '../block.ts';
import type { ParameterSpec } from '../parameters.ts';

type Mlp = Extract<Block, { kind: 'mlp' }>;

const ACTIVATION_TABLE: Record<Activation, (x: Tensor) => Tensor> = {
  sin,
  cos,
  tanh,
  sigmoid,
  softplus,
  silu: (x) => multiply(x, sigmoid(x)),
  gaussian: (x) => exp(negate(square(x))),
  none: (x) => x,
};

export const mlp: BlockKind<Mlp> = {
  parameters(spec, inputs, outputs) {
    const widths = [inputs, ...spec.hidden, outputs];
    const specs: ParameterSpec[] = [];
    for (let layer = 1; layer < widths.length; layer++) {
      const fanIn = widths[layer - 1]!;
      const fanOut = widths[layer]!;
      specs.push(
        { name: weight(spec, layer), shape: [fanIn, fanOut], initialisation: spec.weights, fanIn, fanOut },
        { name: bias(spec, layer), shape: [fanOut], initialisation: spec.biases, fanIn, fanOut },
      );
    }
    return specs;
  },

  apply(spec, inputs, _outputs, parameter) {
    const layers = spec.hidden.length + 1;
    let h = inputs;
    for (let layer = 1; layer <= layers; layer++) {
      const z = add(matmul(h, parameter(weight(spec, layer))), parameter(bias(spec, layer)));
      h = ACTIVATION_TABLE[layer < layers ? spec.activation : spec.output](z);
      h.label ??= layer < layers ? `layer ${layer} of ${spec.name}` : `output layer of ${spec.name}`;
    }
    return h;
  },
};

const weight = (spec: Mlp, layer: number) => `${spec.name}.weight${layer}`;
const bias = (spec: Mlp, layer: number) => `${spec.name}.bias${layer}`;

/**
 * Dense layers: h ← f(h W + b) for each hidden width, then one output per state.
 */
import { say } from '@qham/grammar/phrase';
import type { Block } from '../../experiment.ts';
import { add, matmul } from '../../tensor/index.ts';
import type { BlockKind } from '../block.ts';
import type { ParameterSpec } from '../parameters.ts';
import { ACTIVATION_TABLE } from './activation.ts';

type Mlp = Extract<Block, { kind: 'mlp' }>;

export const mlp: BlockKind<Mlp> = {
  output: 'values',

  parameters(spec, { inputs, states }) {
    const widths = [inputs, ...spec.hidden, states];
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

  apply(spec, inputs, _shape, parameter) {
    const layers = spec.hidden.length + 1;
    let h = inputs;
    for (let layer = 1; layer <= layers; layer++) {
      const z = add(matmul(h, parameter(weight(spec, layer))), parameter(bias(spec, layer)));
      h = ACTIVATION_TABLE[layer < layers ? spec.activation : spec.output](z);
      h.label ??= layer < layers ? say`layer ${layer} of ${spec.name}` : say`output layer of ${spec.name}`;
    }
    return h;
  },
};

const weight = (spec: Mlp, layer: number) => `${spec.name}.weight${layer}`;
const bias = (spec: Mlp, layer: number) => `${spec.name}.bias${layer}`;

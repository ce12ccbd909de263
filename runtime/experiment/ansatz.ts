/** The wave function: a formula over blocks of parameters. */
import * as v from 'valibot';
import { Expression } from './expression.ts';
import { count, nonNegative, positive } from './ranges.ts';

export const ACTIVATIONS = ['sin', 'cos', 'tanh', 'sigmoid', 'softplus', 'silu', 'gaussian', 'none'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

const Initialisation = v.variant('kind', [
  v.object({ kind: v.literal('normal'), std: nonNegative }),
  v.object({ kind: v.literal('uniform'), width: nonNegative }),
  /** U(−1/√fan_in, +1/√fan_in), PyTorch's default for dense layers. */
  v.object({ kind: v.literal('fan_in') }),
  /** Glorot & Bengio 2010, eq. 16. */
  v.object({ kind: v.literal('glorot') }),
  v.object({ kind: v.literal('zero') }),
]);
/**
 * The first layer's steps lie all over a trap of this length, and have its width (runtime/ansatz/scattered.ts); the weights of
 * later layers begin as `fan_in`.
 */
const Scattered = v.object({ kind: v.literal('scattered'), size: positive });
export type Initialisation = v.InferOutput<typeof Initialisation>;

const Block = v.variant('kind', [
  /** Dense layers; the last has one output per state and the activation `output`. Arguments are concatenated as its inputs. */
  v.object({
    kind: v.literal('mlp'),
    name: v.string(),
    hidden: v.array(count),
    activation: v.picklist(ACTIVATIONS),
    output: v.picklist(ACTIVATIONS),
    weights: Initialisation,
    biases: Initialisation,
  }),
  /**
   * Permutation-equivariant layers: h_i ← f([h_i, mean_j h_j] W + b), with a residual from the second layer on. Features
   * [particles, hidden] of each walker (Keeble et al., arXiv:2304.04725).
   */
  v.object({
    kind: v.literal('equivariant'),
    name: v.string(),
    layers: count,
    hidden: count,
    activation: v.picklist(ACTIVATIONS),
    weights: v.variant('kind', [...Initialisation.options, Scattered]),
    biases: Initialisation,
  }),
  /**
   * Linear map of features to `columns` orbitals in each of `determinants` matrices: [determinants, particles, columns].
   * null columns: as many as particles, a square matrix.
   */
  v.object({
    kind: v.literal('orbitals'),
    name: v.string(),
    determinants: count,
    columns: v.nullable(count),
    weights: Initialisation,
    biases: Initialisation,
  }),
  /** exp(−|x_i|² w_j²) for particle i in orbital j, one w for each orbital of each determinant, all beginning at `width`. */
  v.object({ kind: v.literal('gaussian_envelope'), name: v.string(), width: positive }),
]);
export type Block = v.InferOutput<typeof Block>;

export const Ansatz = v.object({ name: v.string(), blocks: v.array(Block), psi: Expression });
export type Ansatz = v.InferOutput<typeof Ansatz>;

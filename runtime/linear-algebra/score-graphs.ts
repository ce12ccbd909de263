/**
 * Products of tiles of scores, as graphs. A tile has some walkers' plain columns [T, n] and, of each outer part, the factors
 * `left` [m·T, k] and `right` [m·T, n]: all walkers' first terms, then their second ones. Sums over terms are then sums of rows.
 */
import {
  add,
  finishGraph,
  type Graph,
  GraphBuilder,
  input,
  matmul,
  multiply,
  reshape,
  sum,
  type Tensor,
} from '../tensor/index.ts';
import type { OuterPart } from './score-layout.ts';

export interface TileShape {
  readonly walkers: number;
  /** Plain columns of all parts together. */
  readonly plain: number;
  readonly outer: readonly OuterPart[];
}

/** Names of a tile's arrays as inputs of a graph. */
export const names = (prefix = '') => ({
  plain: `${prefix}plain`,
  left: (index: number) => `${prefix}left${index}`,
  right: (index: number) => `${prefix}right${index}`,
});

function tileInputs(builder: GraphBuilder, { walkers, plain, outer }: TileShape, prefix = '') {
  const name = names(prefix);
  return {
    plain: plain > 0 ? input(builder, name.plain, [walkers, plain]) : null,
    outer: outer.map(({ terms, rows, columns }, i) => ({
      left: input(builder, name.left(i), [walkers * terms, rows]),
      right: input(builder, name.right(i), [walkers * terms, columns]),
    })),
  };
}

/** `product` [T, T] = O_a O_bᵀ of two tiles: of outer products Σ_mm′ (l_m·l_m′)(r_m·r_m′). */
export function gramGraph(shape: TileShape): Graph {
  const builder = new GraphBuilder();
  const [a, b] = [tileInputs(builder, shape, 'a '), tileInputs(builder, shape, 'b ')];
  const transposeB = true;
  const products = shape.outer.map(({ terms }, i) => {
    const [x, y] = [a.outer[i]!, b.outer[i]!];
    const pairs = multiply(matmul(x.left, y.left, { transposeB }), matmul(x.right, y.right, { transposeB }));
    const { walkers } = shape;
    const rows = sum(reshape(pairs, [terms, walkers * terms * walkers]), [0]);
    return sum(reshape(rows, [walkers, terms, walkers]), [1]);
  });
  if (a.plain && b.plain) products.push(matmul(a.plain, b.plain, { transposeB }));
  return finishGraph({ product: products.reduce(add) });
}

/** `product` [T] = O v; v comes as `v` [plain, 1] and, of each outer part, `v0` … [rows, columns]. */
export function timesGraph(shape: TileShape): Graph {
  const builder = new GraphBuilder();
  const tile = tileInputs(builder, shape);
  const products = shape.outer.map(({ terms, rows, columns }, i) => {
    const { left, right } = tile.outer[i]!;
    const through = multiply(matmul(left, input(builder, `v${i}`, [rows, columns])), right);
    return sum(reshape(sum(through, [1]), [terms, shape.walkers]), [0]);
  });
  if (tile.plain) products.push(reshape(matmul(tile.plain, input(builder, 'v', [shape.plain, 1])), [shape.walkers]));
  return finishGraph({ product: products.reduce(add) });
}

/** Oᵀ a for `a` [T, 1]: `plain` [n, 1] and, of each outer part, `outer0` … [rows, columns]. */
export function transposeGraph(shape: TileShape): Graph {
  const builder = new GraphBuilder();
  const tile = tileInputs(builder, shape);
  const a = input(builder, 'a', [shape.walkers, 1]);
  const transposeA = true;
  const outputs: Record<string, Tensor> = {};
  shape.outer.forEach(({ terms, columns }, i) => {
    const { left, right } = tile.outer[i]!;
    const weighted = multiply(reshape(right, [terms, shape.walkers, columns]), a);
    outputs[`outer${i}`] = matmul(left, reshape(weighted, right.shape), { transposeA });
  });
  if (tile.plain) outputs.columns = matmul(tile.plain, a, { transposeA });
  return finishGraph(outputs);
}

/** `product` [n, n] = Oᵀ diag(a) O of a tile without outer parts, for `a` [T, 1]. */
export function covarianceGraph(shape: TileShape): Graph {
  const builder = new GraphBuilder();
  const plain = input(builder, names().plain, [shape.walkers, shape.plain]);
  const weighted = multiply(plain, input(builder, 'a', [shape.walkers, 1]));
  return finishGraph({ product: matmul(plain, weighted, { transposeA: true }) });
}

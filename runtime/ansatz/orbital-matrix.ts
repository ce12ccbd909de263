/**
 * Matrices of orbitals, and what becomes of them: Σ_k det Φ^(k), which changes sign when two particles change places, and
 * Σ_k Π_i Σ_j Φ^(k)_ij, which does not.
 *
 * Envelopes stay logarithms until the end. Of each particle's orbitals the largest envelope is taken out of the matrix, so
 * that nothing underflows for walkers far away; the determinant is the same, whatever is taken out.
 */
import type { Expression } from '../experiment.ts';
import {
  abs,
  add,
  broadcastTo,
  constant,
  determinantSign,
  exp,
  log,
  logAbsDeterminant,
  maximum,
  multiply,
  negate,
  reshape,
  sign,
  slice,
  stopGradient,
  subtract,
  sum,
  type Tensor,
} from '../tensor/index.ts';
import { type Amplitude, type SignedLog, signedSum } from './amplitude.ts';
import { applyToParticles, type BuiltBlock, blockNamed, type Scope } from './scope.ts';

/** Φ^(k)_ij = entries·exp(logs), k-th matrix, orbital j, particle i, at all walkers: [K·columns, particles·B]. */
interface OrbitalMatrix {
  /** Null: 1. */
  readonly entries: Tensor | null;
  /** Null: 0. */
  readonly logs: Tensor | null;
  readonly size: BuiltBlock['shape'];
}

type Scalar = (expression: Expression) => Tensor;

/** Σ_k det Φ^(k). @param scalar evaluates what is not a matrix @throws Error where the matrices are not square */
export function determinantOf(of: Expression, scope: Scope, scalar: Scalar): Amplitude {
  const matrix = matrixOf(of, scope, scalar);
  const { determinants, columns, particles } = matrix.size;
  if (columns !== particles)
    throw new Error(`a determinant of ${particles} particles in ${columns} orbitals; both numbers must be the same`);
  const { entries, scale } = scaledMatrix(matrix, scope);
  const square = reshape(entries, [determinants, columns, particles, scope.walkers]);
  const determinant = { sign: determinantSign(square), log: add(logAbsDeterminant(square), scale) };
  return overMatrices(determinant, determinants, scope);
}

/** Σ_k Π_i Σ_j Φ^(k)_ij. */
export function productOf(of: Expression, scope: Scope, scalar: Scalar): Amplitude {
  const matrix = matrixOf(of, scope, scalar);
  const { determinants, columns, particles } = matrix.size;
  const { entries, scale } = scaledMatrix(matrix, scope);
  const perOrbital = reshape(entries, [determinants, columns, particles * scope.walkers]);
  const perParticle = reshape(sum(perOrbital, [1]), [determinants, particles, scope.walkers]);
  const signs = Array.from({ length: particles }, (_, i) =>
    reshape(slice(sign(perParticle), 1, i, 1), [determinants, scope.walkers]),
  );
  return overMatrices(
    {
      sign: signs.reduce((product, factor) => multiply(product, factor)),
      log: add(sum(log(abs(perParticle)), [1]), scale),
    },
    determinants,
    scope,
  );
}

/** Σ over the matrices, from [K, B] to [B, 1]. */
function overMatrices({ sign: signs, log: logs }: SignedLog, determinants: number, scope: Scope): Amplitude {
  const row = (t: Tensor, k: number) => reshape(slice(t, 0, k, 1), [scope.walkers, 1]);
  return signedSum(Array.from({ length: determinants }, (_, k) => ({ sign: row(signs, k), log: row(logs, k) })));
}

/** The matrix with its envelopes multiplied in, and the logarithm of what was taken out of it, [K, B] or 0. */
function scaledMatrix({ entries, logs, size }: OrbitalMatrix, { builder, walkers }: Scope) {
  const { determinants, columns, particles } = size;
  if (!logs) return { entries: entries!, scale: constant(builder, 0) };
  const rows = particles * walkers;
  const perOrbital = reshape(logs, [determinants, columns, rows]);
  const orbitals = Array.from({ length: columns }, (_, j) => slice(perOrbital, 1, j, 1));
  const largest = stopGradient(orbitals.reduce((top, orbital) => maximum(top, orbital)));
  const envelopes = reshape(exp(subtract(perOrbital, largest)), [determinants * columns, rows]);
  return {
    entries: entries ? multiply(entries, envelopes) : envelopes,
    scale: sum(reshape(largest, [determinants, particles, walkers]), [1]),
  };
}

/** A matrix, a product of matrices element by element, or one times a number. */
function matrixOf(e: Expression, scope: Scope, scalar: Scalar): OrbitalMatrix {
  switch (e.kind) {
    case 'block': {
      const block = blockNamed(scope, e.block);
      const values = applyToParticles(block, e.arguments, scope);
      if (block.output === 'orbitals') return { entries: values, logs: null, size: block.shape };
      if (block.output === 'envelope') return { entries: null, logs: values, size: block.shape };
      throw new Error(`block ${e.block} is no matrix of orbitals`);
    }
    case 'negate': {
      const of = matrixOf(e.of, scope, scalar);
      return { ...of, entries: of.entries ? negate(of.entries) : constant(scope.builder, -1, of.logs!.shape) };
    }
    case 'multiply': {
      if (!isMatrix(e.left, scope)) return timesScalar(matrixOf(e.right, scope, scalar), scalar(e.left), scope);
      if (!isMatrix(e.right, scope)) return timesScalar(matrixOf(e.left, scope, scalar), scalar(e.right), scope);
      const [left, right] = [matrixOf(e.left, scope, scalar), matrixOf(e.right, scope, scalar)];
      return {
        entries: combined(left.entries, right.entries, multiply),
        logs: combined(left.logs, right.logs, add),
        size: left.size,
      };
    }
    case 'add':
    case 'subtract': {
      const [left, right] = [e.left, e.right].map((side) => values(matrixOf(side, scope, scalar)));
      const combine = e.kind === 'add' ? add : subtract;
      return { entries: combine(left!.entries, right!.entries), logs: null, size: left!.size };
    }
    default:
      throw new Error('a determinant or a product takes orbitals, envelopes, and sums and products of them');
  }
}

/** A matrix times one number for each walker. */
function timesScalar({ entries, logs, size }: OrbitalMatrix, factor: Tensor, scope: Scope): OrbitalMatrix {
  const { determinants, columns, particles } = size;
  const repeated = broadcastTo(reshape(broadcastTo(factor, [scope.walkers, 1]), [1, 1, scope.walkers]), [
    determinants * columns,
    particles,
    scope.walkers,
  ]);
  const factors = reshape(repeated, [determinants * columns, particles * scope.walkers]);
  return { entries: entries ? multiply(entries, factors) : factors, logs, size };
}

/** Without logarithms. */
function values({ entries, logs, size }: OrbitalMatrix): { entries: Tensor; size: OrbitalMatrix['size'] } {
  if (!logs) return { entries: entries!, size };
  return { entries: entries ? multiply(entries, exp(logs)) : exp(logs), size };
}

function isMatrix(e: Expression, scope: Scope): boolean {
  switch (e.kind) {
    case 'block':
      return ['orbitals', 'envelope'].includes(blockNamed(scope, e.block).output);
    case 'negate':
      return isMatrix(e.of, scope);
    case 'add':
    case 'subtract':
    case 'multiply':
      return isMatrix(e.left, scope) || isMatrix(e.right, scope);
    default:
      return false;
  }
}

function combined(a: Tensor | null, b: Tensor | null, combine: (a: Tensor, b: Tensor) => Tensor): Tensor | null {
  if (!a) return b;
  return b ? combine(a, b) : a;
}

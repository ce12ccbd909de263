/** One iteration of SPRING for four fermions, beside PyTorch and JAX programs of the same algorithm with the same settings. */
import { assertAgrees, type Iterations, type Precision, type ProgramName, trainWith } from './fermion-programs.ts';
import { PACKAGES } from './python.ts';
import { median } from './qham.ts';

const STEPS = 40;
/** First steps that are not timed: caches and just-in-time compilers are cold. */
export const COLD = 5;

/** The two peers each with the float64 Gram matrix that ours has, and with everything in float32. */
const COMPARED: readonly (readonly [ProgramName, Precision])[] = [
  ['qham', 'float64'],
  ['PyTorch', 'float64'],
  ['JAX', 'float64'],
  ['PyTorch', 'float32'],
  ['JAX', 'float32'],
];

/** A program with its version and the precision of its Gram matrix, as tables say it. */
export function titleOf(name: ProgramName, gram: Precision): string {
  if (name === 'qham') return name;
  const version = name === 'PyTorch' ? PACKAGES.torch : PACKAGES.jax;
  return `${name} ${version}, ${gram === 'float64' ? 'Gram matrix in float64 as ours' : 'all in float32'}`;
}

export async function fermionStep(): Promise<void> {
  await assertAgrees('PyTorch');
  await assertAgrees('JAX');
  const all: [string, Iterations][] = [];
  for (const [name, gram] of COMPARED) all.push([titleOf(name, gram), await trainWith(name, gram, 1, STEPS)]);
  console.log(`## An iteration for four fermions: 8712 parameters, 512 walkers, 10 moves, SPRING; ${STEPS} steps\n`);
  console.log(
    '| | ms an iteration (median) | fastest | ratio | peak memory, GB | before the first, s | of it compilation |',
  );
  console.log('|---|---|---|---|---|---|---|');
  const reference = median(all[0]![1].seconds.slice(COLD));
  for (const [title, { seconds, before, compilation, peakBytes }] of all) {
    const warm = seconds.slice(COLD);
    const cells = [
      title,
      (1000 * median(warm)).toFixed(1),
      (1000 * Math.min(...warm)).toFixed(1),
      (median(warm) / reference).toFixed(2),
      (peakBytes / 1e9).toFixed(2),
      before.toFixed(1),
      compilation?.toFixed(1) ?? '–',
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  console.log('');
}

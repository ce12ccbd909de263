/** Ground state of the oscillator in 1 … 6 dimensions, with an amplitude that is not the answer. */
import { ROOT, watchRun } from './qham.ts';

export async function ground(): Promise<void> {
  console.log('## Ground state of the oscillator, quartic amplitude\n');
  console.log(
    '| D | exact | energy | error | relative | σ from exact | training, s | evaluation, s | whole command, s |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  for (let dimension = 1; dimension <= 6; dimension++) {
    const { events, seconds } = await watchRun(`${ROOT}/examples/oscillator.qham`, 'Ground', [
      '--set',
      `D=${dimension}`,
    ]);
    const result = events.map(({ event }) => event).find((event) => event.type === 'result');
    if (!result) throw new Error(`D = ${dimension}: no result`);
    const energy = result.energies[0]!;
    const error = result.errors[0]!;
    const exact = dimension / 2;
    const cells = [
      dimension,
      exact,
      energy.toFixed(5),
      error.toFixed(5),
      ((energy - exact) / exact).toExponential(1),
      ((energy - exact) / error).toFixed(1),
      result.training_seconds.toFixed(1),
      result.evaluation_seconds.toFixed(1),
      seconds.toFixed(1),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  console.log();
}

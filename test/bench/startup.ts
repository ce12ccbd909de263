/** What a user waits for: the answer of `qham check`, and the first energy of `qham run`. */
import { spawnSync } from 'node:child_process';
import { median, QHAM, ROOT, watchRun } from './qham.ts';

const REPEATS = 7;

export async function startup(): Promise<void> {
  const example = `${ROOT}/examples/oscillator.qham`;
  const checks = Array.from({ length: REPEATS }, () => {
    const began = performance.now();
    const { status } = spawnSync(process.execPath, [QHAM, 'check', example]);
    if (status !== 0) throw new Error(`qham check exited with ${status}`);
    return performance.now() - began;
  });
  const first = async (train: string) => {
    const { events } = await watchRun(example, train, ['--steps', '1']);
    return events.find(({ event }) => event.type === 'step')!.seconds;
  };
  console.log('## Waiting\n');
  console.log('| | |');
  console.log('|---|---|');
  console.log(
    `| \`qham check\` on the example, ms from process start (median of ${REPEATS}) | ${median(checks).toFixed(0)} |`,
  );
  console.log(`| first energy of \`Ground\`, s from process start | ${(await first('Ground')).toFixed(2)} |`);
  console.log(`| first energy of \`Spectrum3D\`, s from process start | ${(await first('Spectrum3D')).toFixed(2)} |\n`);
}

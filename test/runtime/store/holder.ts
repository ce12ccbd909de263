/** `holder.ts FOLDER`: claims a run, says `held` or `refused`, and waits for the end of its input before it gives it back. */
import { openRun, StoreError } from '../../../runtime/store/index.ts';

const run = await openRun(process.argv[2]!);
try {
  run.claim();
  process.stdout.write('held\n');
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  process.stdout.write(`refused: ${error.message}\n`);
}
process.stdin.resume();
process.stdin.once('end', () => run.close());

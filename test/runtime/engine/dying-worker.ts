/** A computing thread that dies of its first order: of an exception if that is for session 1, else by leaving. */
import { parentPort } from 'node:worker_threads';

parentPort!.on('message', (order: { session: number }) => {
  if (order.session === 1) throw new Error('stack smashed');
  process.exit(3);
});

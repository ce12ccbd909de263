/** Live memory of scripts elsewhere: of a Node, and of a page. */
import type { Frame } from 'playwright-core';
import { until } from '../editor/workbench/until.ts';

/** Gives what is live in bytes, after everything else was collected. */
export type Heap = () => Promise<number>;
type Ask = (method: string) => Promise<unknown>;

/** The port at which a Node listens that is asked to while it runs. */
const DEBUGGER = 'http://127.0.0.1:9229/json/list';

/** The heap of a running Node. @throws Error when another process listens where its debugger would */
export async function nodeHeap(pid: number): Promise<Heap> {
  process.kill(pid, 'SIGUSR1');
  let address = '';
  await until('listens', `the debugger of process ${pid}`, async () => {
    const targets = await fetch(DEBUGGER).then(
      (answer) => answer.json() as Promise<{ webSocketDebuggerUrl: string }[]>,
      () => [],
    );
    address = targets[0]?.webSocketDebuggerUrl ?? '';
    return address === '' ? 'is silent' : 'listens';
  });
  const ask: Ask = (method) => answerTo(address, { method });
  const other = await answerTo(address, { method: 'Runtime.evaluate', params: { expression: 'process.pid' } });
  if ((other as { result: { value: number } }).result.value !== pid) throw new Error(`${DEBUGGER} is not of ${pid}`);
  return () => liveBytes(ask);
}

/** The answer to one question, over a connection of its own. */
function answerTo(address: string, question: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    socket.onopen = () => socket.send(JSON.stringify({ id: 1, ...question }));
    socket.onerror = () => reject(new Error(`nobody answers at ${address}`));
    socket.onmessage = ({ data }) => {
      const answer = JSON.parse(String(data)) as { id?: number; result?: unknown };
      if (answer.id !== 1) return;
      socket.close();
      resolve(answer.result);
    };
  });
}

/** The heap of a frame of a page, or of the whole page where the frame has no process of its own. */
export async function frameHeap(frame: Frame): Promise<Heap> {
  const page = frame.page();
  const session = await page
    .context()
    .newCDPSession(frame)
    .catch(() => page.context().newCDPSession(page));
  return () => liveBytes((method) => session.send(method as 'Runtime.getHeapUsage'));
}

async function liveBytes(ask: Ask): Promise<number> {
  // What ends with the first collection frees what only it held.
  for (let i = 0; i < 2; i++) await ask('HeapProfiler.collectGarbage');
  return ((await ask('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
}

/** What a person who types feels of the language server that is shipped: over stdio, as an editor starts it. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { Client, type Opened } from '../language-server/client.ts';
import { median, QHAM } from './qham.ts';

const EDITS = 1000;
const STARTS = 7;
/** Lines, edits, and what an edit may take. */
const EDITED = [
  [200, 200, '100 ms'],
  [2000, 40, '1000 ms'],
] as const;

export async function languageServer(): Promise<void> {
  console.log('## The language server\n\n| | | limit |\n|---|---|---|');
  const row = (what: string, value: string, limit: string) => console.log(`| ${what} | ${value} | ${limit} |`);
  const starts = [];
  for (let i = 0; i < STARTS; i++) starts.push(await start());
  row(`process start to \`initialize\` answered (median of ${STARTS})`, `${median(starts).toFixed(0)} ms`, '500 ms');
  for (const [lines, edits, limit] of EDITED) {
    const { times, busy } = await typing(lines, edits);
    row(`keystroke to diagnostics, ${lines} lines, ${edits} edits: median`, `${median(times).toFixed(0)} ms`, '');
    row('… 95 of 100 within', `${percentile(times, 0.95).toFixed(0)} ms`, limit);
    row('… processor time of the server for each', `${busy.toFixed(0)} ms`, '');
  }
  const { first, later, growth } = await hoveringAndGrowing();
  row('hover with a formula and a plot, the first', `${first.toFixed(0)} ms`, '');
  row('… 95 of 100 of those after it within', `${percentile(later, 0.95).toFixed(0)} ms`, '100 ms');
  row(`memory of the server after ${EDITS} edits, beyond that after 200`, `${(growth / 1e6).toFixed(1)} MB`, '20 MB');
  console.log('');
}

interface Server {
  readonly client: Client;
  readonly process: ChildProcessWithoutNullStreams;
}

function open(): Server {
  const child = spawn(process.execPath, [QHAM, 'lsp', '--stdio']);
  child.stderr.pipe(process.stderr);
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  return { client: new Client(connection), process: child };
}

async function start(): Promise<number> {
  const began = performance.now();
  const { client } = open();
  await client.initialize({ theme: 'dark' });
  const took = performance.now() - began;
  await client.close();
  return took;
}

/** A sound program of about so many lines: one system, ansatz, schedule and train after the other. */
function program(lines: number): string {
  const part = (n: number) => `
/// System ${n}.
hamiltonian System${n}(D = 3, k = ${n}) {
  particle r in R^D
  T = -1/2 * ∇²[r]
  V = 1/2 * k * |r|^2 + sum(d) r[d]^4 / (${n} + 10)
  H = T + V
}

ansatz Net${n}(width = 8) {
  N = mlp {
    hidden     = [width, width]
    activation = tanh
  }
  psi = N(r) * exp(-|r|^2 / 2)
}

schedule Plain${n} {
  sampler metropolis { walkers = 1024; sweeps = 10 }
  phase main { optimizer adam { learning_rate = 1e-3 * exp(-step/400) }; steps = 100 }
}

train Ground${n} = System${n}(k = 2) with Net${n} using Plain${n} {
  expect energy in 0..100
}
`;
  const each = part(1).split('\n').length - 1;
  const parts = Array.from({ length: Math.round(lines / each) }, (_, i) => part(i + 1));
  return `units oscillator\n${parts.join('')}`;
}

/**
 * Milliseconds from each edit in the middle of a file to its diagnostics, and of the server's processor time for each: the former
 * suffer from whatever else the machine does, the latter do not.
 */
async function typing(lines: number, edits: number): Promise<{ times: number[]; busy: number }> {
  const { client, process: child } = open();
  await client.initialize();
  let document = await client.open(program(lines));
  if (document.diagnostics.length > 0)
    throw new Error(`the program is not sound: ${JSON.stringify(document.diagnostics[0])}`);
  const times: number[] = [];
  const before = processorTime(child.pid!);
  for (let edit = 0; edit < edits; edit++) {
    const began = performance.now();
    document = await client.change(document, edit + 2, typed(document, edit));
    times.push(performance.now() - began);
  }
  const busy = (processorTime(child.pid!) - before) / edits;
  await client.close();
  return { times, busy };
}

/** One more character in a number in the middle of the file, and it taken away again the next time. */
function typed({ text }: Opened, edit: number): string {
  const middle = text.indexOf('|r|^2 / 2', text.length / 2) + '|r|^2 / 2'.length;
  return edit % 2 === 0
    ? `${text.slice(0, middle)}1${text.slice(middle)}`
    : text.slice(0, middle) + text.slice(middle + 1);
}

async function hoveringAndGrowing(): Promise<{ first: number; later: number[]; growth: number }> {
  const { client, process: child } = open();
  await client.initialize({ theme: 'dark' });
  let document = await client.open(program(200));
  const hover = async (skip: number) => {
    const began = performance.now();
    await client.request('textDocument/hover', document, { position: document.at('V =', skip) });
    return performance.now() - began;
  };
  const first = await hover(0);
  const later: number[] = [];
  for (let i = 0; i < 21; i++) later.push(await hover(i % 7));
  const change = async (from: number, to: number) => {
    for (let edit = from; edit < to; edit++) document = await client.change(document, edit + 2, typed(document, edit));
  };
  await change(0, 200);
  const before = resident(child.pid!);
  await change(200, 200 + EDITS);
  const growth = resident(child.pid!) - before;
  await client.close();
  return { first, later, growth };
}

/** Processor time of a process so far, in milliseconds; the system counts in hundredths of a second. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

/** Resident memory of a process, in bytes. */
function resident(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!;
}

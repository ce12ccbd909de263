/** What crosses a border of the extension is checked there: a message with anything else in any one place is refused. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '@qham/grammar/phrase';
import { parseEvent, parseLine } from 'qham/events';
import { FILES, keeperOf, keptBy, NO_LABEL, readLabel } from 'qham/store';
import { afterAll, describe, expect, test } from 'vitest';
import { receiveCompareTexts, receiveFromCompare, receiveToCompare } from '../../../extension/compare/protocol.ts';
import { compareTexts } from '../../../extension/compare/texts.ts';
import { describeRun } from '../../../extension/energies/describe.ts';
import { energiesTexts } from '../../../extension/energies/texts.ts';
import { parseCosts } from '../../../extension/language/costs.ts';
import { parseTrains, parseValidated } from '../../../extension/language/trains.ts';
import { type Received, receiveFromView, receiveTexts, receiveToView } from '../../../extension/protocol.ts';
import { claimWaiting } from '../../../extension/runs/waiting.ts';
import { Runs } from '../../../extension/training/runs.ts';
import {
  parseTypeset,
  receiveFromTypeset,
  receiveToTypeset,
  receiveTypesetTexts,
} from '../../../extension/typeset/protocol.ts';
import { typesetTexts } from '../../../extension/typeset/texts.ts';
import { result, start, step } from '../../runtime/store/sample.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';
import { startFixture, whenOver } from '../fixtures/start.ts';

const at = { line: 1, character: 2 };
const range = { start: at, end: at };
const row = { range, depth: 1, text: 'H = 1', latex: 'H = 1', svg: '<svg/>' };
const bucket = { first: 1, count: 1, low: [1], high: [1], mean: [1], time: 1, more: [1] };
const reference = { value: 1.5, kind: 'exact' };
const PHRASE = say`there is no lattice ‘${'cain'}’`;
const promise = { text: 'expect energy = 1', verdict: 'pass', reason: 'it does' };
const judgement = { state: 'converged', text: 'converged', reasons: ['the variance is 0'] };
const judgementSaid = { text: PHRASE, reasons: [PHRASE] };
const failure = { type: 'failure', step: 1, time: 1, message: 'H is not finite', where: 'H', walker: [0.5] };
const folder = mkdtempSync(join(tmpdir(), 'qham-borders-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Whether a message is taken. */
type Border = (value: unknown) => boolean;
const received =
  (receive: (value: unknown) => Received<unknown>): Border =>
  (value) => {
    const answer = receive(value);
    // Who refuses says why.
    if (!answer.ok) expect(answer.error).toMatch(/: \S/);
    return answer.ok;
  };
const parsed =
  (parse: (value: unknown) => unknown): Border =>
  (value) => {
    try {
      parse(value);
      return true;
    } catch {
      return false;
    }
  };
const written =
  (name: string, read: () => boolean): Border =>
  (value) => {
    writeFileSync(join(folder, name), JSON.stringify(value));
    return read();
  };

const BORDERS: Readonly<Record<string, [border: Border, ...messages: unknown[]]>> = {
  'from the Energies view': [
    received(receiveFromView),
    { type: 'follow', revision: 7, run: 1, epoch: 2, last: 1000 },
    { type: 'select', run: 3 },
    { type: 'schedule', run: 3, step: 5 },
    { type: 'action', action: 'stop', run: 3 },
    { type: 'choose' },
    { type: 'fault', message: 'x is not a function' },
  ],
  'to the Energies view': [received(receiveToView), await update()],
  'texts of the Energies view': [received(receiveTexts), energiesTexts(plainEnglish)],
  'from the Compare view': [
    received(receiveFromCompare),
    { type: 'ready' },
    { type: 'show', path: '/runs/one' },
    { type: 'fault', message: 'x is not a function' },
  ],
  'to the Compare view': [
    received(receiveToCompare),
    {
      type: 'compare',
      runs: [
        {
          ...{ name: 'One', path: '/runs/one', status: 'finished' },
          ...{ energies: [1.5], errors: [0.1], references: [reference], buckets: [bucket] },
        },
      ],
      differences: [{ state: 0, run: 1, value: 0.1, error: 0.1, sigmas: 1 }],
      changes: [{ what: 'ω', values: ['1', '1.2'] }],
    },
  ],
  'texts of the Compare view': [received(receiveCompareTexts), compareTexts(plainEnglish)],
  'from the typeset view': [
    received(receiveFromTypeset),
    { type: 'ready' },
    { type: 'reveal', range: { start: at, end: at } },
    { type: 'copy', row: 1 },
    { type: 'fault', message: 'x is not a function' },
  ],
  'to the typeset view': [
    received(receiveToTypeset),
    { type: 'file', name: 'oscillator.qham', rows: [row], broken: [3] },
    { type: 'cursor', position: { line: 3, character: 2 } },
  ],
  'texts of the typeset view': [received(receiveTypesetTexts), typesetTexts(plainEnglish)],
  'from the language server: the file as physics': [parsed(parseTypeset), { rows: [row], latex: 'H = 1' }],
  'from the language server: trains': [
    parsed(parseTrains),
    {
      units: 'oscillator',
      trains: [
        {
          ...{ name: 'Ground', nameRange: range, range },
          ...{ phases: [{ name: 'main', range }], expectations: [{ text: 'energy = 1.5', range }] },
        },
      ],
      sweeps: [{ name: 'Curve', nameRange: range, train: 'Ground' }],
    },
  ],
  'from the language server: costs': [
    parsed(parseCosts),
    [{ name: 'Ground', parameters: 1217, seconds: 19, bytes: 160e6 }],
  ],
  'from the language server: a file was validated': [parsed(parseValidated), { uri: 'file:///oscillator.qham' }],
  'from qham: events': [
    (value) => !('error' in parseEvent(JSON.stringify(value))),
    start('/runs/one'),
    step(1),
    result(1),
    // As a run says it that knows phrases.
    { ...result(1), expectations: [{ ...promise, said: PHRASE }], verdict: { ...judgement, said: judgementSaid } },
    { ...result(1), virial: { ratio: 1, error: 0.1, text: 'virial ratio', said: PHRASE } },
    { ...failure, said: { message: PHRASE, where: 'H' } },
    failure,
  ],
  'from qham: a fault': [
    (value) => !('error' in parseLine(JSON.stringify(value))),
    { type: 'fault', message: 'the disk is full', said: 'the disk is full' },
  ],
  'from a run folder: its label': [
    written(FILES.label, () => readLabel(folder) !== NO_LABEL),
    { name: 'best', note: 'seed 3', starred: true },
  ],
  'from a run folder: its keeper': [written(FILES.keeper, () => keeperOf(folder) !== null), keptBy(process.pid)],
  'from the queue of trainings': [waits, { file: '/o.qham', train: 'Ground', folder: null, owner: null, released: 1 }],
};

describe.each(Object.entries(BORDERS))('%s', (_name, [border, ...messages]) => {
  test('what is right is taken', () => {
    for (const message of messages) expect(border(structuredClone(message)), JSON.stringify(message)).toBe(true);
  });

  test('what is something else altogether is refused', () => {
    for (const rubbish of [null, 17, 'stop', true, { type: 'format', disk: 'C' }, [[]], [17]])
      expect(border(rubbish), JSON.stringify(rubbish)).toBe(false);
  });

  test('what is wrong in one place is refused', () => {
    for (const message of messages)
      for (const wrong of damaged(message)) expect(border(wrong), JSON.stringify(wrong).slice(0, 1000)).toBe(false);
  });
});

/** Copies of a value each of which has, in one place, what is of no use there. Of a list only the first is damaged. */
function* damaged(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) {
    yield { rubbish: true };
    if (typeof value === 'number') yield 'many';
    return;
  }
  yield 17;
  if (Array.isArray(value)) {
    if (value.length > 0) for (const first of damaged(value[0])) yield [first, ...value.slice(1)];
    return;
  }
  for (const [key, inner] of Object.entries(value))
    for (const wrong of damaged(inner)) yield { ...value, [key]: wrong };
}

/** What the Energies view gets of a whole run. */
async function update(): Promise<unknown> {
  const runs = new Runs();
  const run = await whenOver(runs, startFixture(runs, 'trains').id);
  const shown = { run: describeRun(run, plainEnglish), curve: { epoch: 0, width: 1, from: 0, buckets: [bucket] } };
  const entry = { id: 1, train: 'Ground', status: 'finished', started: '2026-11-21T12:00:00Z' };
  return structuredClone({ type: 'update', revision: 1, runs: [entry], shown });
}

/** Whether a file in a queue is one that waits. */
function waits(value: unknown): boolean {
  const queue = join(folder, 'queue');
  mkdirSync(queue, { recursive: true });
  writeFileSync(join(queue, '1.json'), JSON.stringify(value));
  const { taken } = claimWaiting(queue);
  rmSync(queue, { recursive: true });
  return taken.length > 0;
}

import { describe, expect, test } from 'vitest';
import { formatEvent, type RunEvent } from '../../../runtime/events.ts';
import { historyHeader, historyRow } from '../../../runtime/store/history.ts';
import { rewindEvents, rewindHistory } from '../../../runtime/store/rewind.ts';
import { checkpoint, result, start, step } from './sample.ts';

const text = (...events: RunEvent[]) => events.map((event) => `${formatEvent(event)}\n`).join('');
const resumed = (n: number): RunEvent => ({ type: 'resumed', step: n, time: n / 10 });
const interrupted = (n: number): RunEvent => ({ type: 'interrupted', step: n, time: n / 10 });
const failure = (n: number): RunEvent => ({
  type: 'failure',
  step: n,
  time: n / 10,
  message: 'm',
  where: 'w',
  walker: null,
});
const evaluation: RunEvent = { type: 'evaluation', time: 1, sample: 1, samples: 2, energies: [1, 2] };
const evaluated: RunEvent = { type: 'shapes', step: 2, time: 1, samples: 2, shapes: [] };

const AT_2 = { step: 2, time: 0.2 };
const UP_TO_2 = [start(), step(1), step(2), checkpoint(2)];

describe('events', () => {
  test.each<[string, RunEvent[]]>([
    ['nothing came after', []],
    ['killed while training', [step(3), step(4)]],
    ['killed after being resumed', [start(), resumed(2), step(3)]],
    ['interrupted', [interrupted(2)]],
    ['failed', [checkpoint(2), failure(3)]],
    ['resumed and interrupted at once', [start(), resumed(2), checkpoint(2), interrupted(2)]],
    ['killed while being evaluated', [evaluation, evaluation]],
    ['killed when it was evaluated', [evaluation, evaluated]],
    ['finished', [evaluation, evaluated, result(2)]],
  ])('%s: everything after the line of the checkpoint goes', (_, later) => {
    const rewound = rewindEvents(text(...UP_TO_2, ...later), AT_2);
    expect(rewound).toEqual({ text: text(...UP_TO_2), removed: later.length, damaged: 0 });
  });

  test.each([
    ['its line', [start(), step(1), step(2), step(3)], 1],
    ['its line, and resumed', [start(), step(1), step(2), start(), resumed(2), step(3)], 1],
    ['the lines of its steps', [start(), step(1)], 0],
  ])('killed between the checkpoint and %s: the line of the checkpoint is added', (_, events, removed) => {
    const rewound = rewindEvents(text(...events), AT_2);
    const kept = events.slice(0, events.length - removed);
    expect(rewound).toEqual({ text: text(...kept, checkpoint(2)), removed, damaged: 0 });
  });

  test('earlier checkpoints and resumptions stay', () => {
    const before = [start(), step(1), checkpoint(1), start(), resumed(1), step(2), checkpoint(2)];
    expect(rewindEvents(text(...before, step(3)), AT_2).text).toBe(text(...before));
  });

  test('cut anywhere, whole lines stay, in order, and the line of the checkpoint ends them', () => {
    const whole = Buffer.from(text(...UP_TO_2, step(3, { phase: 'ψ' }), checkpoint(3)));
    const before = text(...UP_TO_2.slice(0, -1));
    for (let cut = 0; cut <= whole.length; cut++) {
      const rewound = rewindEvents(whole.subarray(0, cut).toString('utf8'), AT_2);
      expect(rewound.text.endsWith(text(checkpoint(2)))).toBe(true);
      const steps = rewound.text.slice(0, -text(checkpoint(2)).length);
      expect(before.startsWith(steps)).toBe(true);
      expect(steps === '' || steps.endsWith('\n')).toBe(true);
      if (cut >= before.length) expect(steps).toBe(before);
    }
  });

  test('a damaged line in the middle goes alone', () => {
    const damaged = `${text(start())}{"type":"st\0\0\n${text(step(1), step(2), checkpoint(2))}`;
    expect(rewindEvents(damaged, AT_2)).toEqual({
      text: text(start(), step(1), step(2), checkpoint(2)),
      removed: 0,
      damaged: 1,
    });
  });

  test('a block of zeros after a power failure', () => {
    expect(rewindEvents(`${text(...UP_TO_2)}${'\0'.repeat(100)}`, AT_2)).toEqual({
      text: text(...UP_TO_2),
      removed: 0,
      damaged: 1,
    });
  });
});

describe('history', () => {
  const header = historyHeader(2, ['energy', 'norm, squared']);
  const row = (n: number) => historyRow(step(n), 2, ['energy', 'norm, squared']);

  test('is a table', () => {
    expect(header).toBe(
      'step,time,phase,energy_0,energy_1,variance_0,variance_1,acceptance,loss,learning_rate,term_energy,"term_norm, squared"',
    );
    expect(row(2)).toBe('2,0.2,main,2,,0.25,0.5,0.5,2,0.01,0.5,1e-9');
  });

  test('numbers come back as they were', () => {
    const loss = 0.1 + 0.2;
    expect(Number(historyRow(step(1, { loss }), 2, []).split(',')[8])).toBe(loss);
  });

  test('what is missing is empty, and quotes are doubled', () => {
    const event = step(1, { energies: [], acceptance: null, phase: 'a "b"\nc', loss: NaN, terms: {} });
    expect(historyRow(event, 1, ['x'])).toBe('1,0.1,"a ""b""\nc",,0.25,,,0.01,');
  });

  test('rows after the checkpoint go, a row cut anywhere goes', () => {
    const whole = [header, row(1), row(2), row(3)].map((line) => `${line}\n`).join('');
    const kept = [header, row(1), row(2)].map((line) => `${line}\n`).join('');
    expect(rewindHistory(whole, 2)).toEqual({ text: kept, removed: 1, damaged: 0 });
    for (let cut = 0; cut <= whole.length; cut++) {
      const rewound = rewindHistory(whole.slice(0, cut), 2);
      expect(kept.startsWith(rewound.text)).toBe(true);
      if (cut >= kept.length) expect(rewound.text).toBe(kept);
    }
  });
});

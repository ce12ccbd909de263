import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../runtime/cli/console.ts';
import { displayWidth } from '../../runtime/cli/display-width.ts';
import { formatBar } from '../../runtime/cli/report/bar.ts';
import { formatDuration } from '../../runtime/cli/report/duration.ts';
import { liveProgress, plainProgress } from '../../runtime/cli/report/progress.ts';
import { formatResult } from '../../runtime/cli/report/result.ts';
import { sparkline } from '../../runtime/cli/report/sparkline.ts';
import { formatTable } from '../../runtime/cli/report/table.ts';
import { TimeLeft } from '../../runtime/cli/report/time-left.ts';
import { painter, wantsColour } from '../../runtime/cli/style.ts';
import { result, start, step } from './sample-events.ts';

function channel(isTerminal: boolean, columns = 80): Channel & { text: string } {
  const made = {
    text: '',
    isTerminal,
    columns,
    paint: painter(false),
    write: (text: string) => {
      made.text += text;
    },
  };
  return made;
}

describe('colours', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
  ])('terminal %s with %j: %s', (terminal, environment, colour) => {
    expect(wantsColour(terminal, environment)).toBe(colour);
  });
});

describe('progress on a terminal', () => {
  it('rewrites one line with step, energy ± error, acceptance and time left', () => {
    const screen = channel(true, 100);
    let now = 0;
    const progress = liveProgress(screen, () => (now += 1000));
    progress.see(start());
    progress.see(step({ step: 49, time: 49 }));
    progress.see(step({ step: 50, time: 50 }));
    const line = screen.text.split('\r\u001b[2K').at(-1)!;
    expect(line).toBe('████████░░░░░░░░  Ground  50/100   E = 1.503(5)  acceptance 52%  0:50 left');
    expect(screen.text).not.toContain('\n');
    progress.see(result());
    expect(screen.text.endsWith('\r\u001b[2K')).toBe(true);
  });

  it('fits every width, draws no more often than the eye sees', () => {
    const screen = channel(true, 40);
    const progress = liveProgress(screen, () => 0);
    progress.see(start({ states: 9 }));
    for (let n = 1; n <= 5; n++) progress.see(step({ step: n, energies: Array(9).fill(1234.5) }));
    const lines = screen.text.split('\r\u001b[2K').slice(1);
    expect(lines).toHaveLength(1);
    expect(displayWidth(lines[0]!)).toBeLessThan(40);
  });
});

describe('progress in a log', () => {
  it('writes whole lines: the first step, about twenty more, the last, the evaluation', () => {
    const log = channel(false);
    const progress = plainProgress(log);
    progress.see(start({ steps: 1000 }));
    for (let n = 1; n <= 1000; n++) progress.see(step({ step: n, time: n }));
    progress.see({ type: 'evaluation', time: 1000, sample: 5, samples: 10, energies: [1.5] });
    progress.see({ type: 'evaluation', time: 1001, sample: 10, samples: 10, energies: [1.5] });
    progress.see(result());
    const lines = log.text.trimEnd().split('\n');
    for (const control of ['\r', '\u001b']) expect(log.text).not.toContain(control);
    expect(lines[0]).toContain('1/1000');
    expect(lines.at(-2)).toContain('1000/1000');
    expect(lines.at(-1)).toBe('Ground  evaluation 10/10  E = 1.5000');
    expect(lines.length).toBeGreaterThan(15);
    expect(lines.length).toBeLessThan(25);
  });

  it('shows what was not finite as ?', () => {
    const log = channel(false);
    const progress = plainProgress(log);
    progress.see(start());
    progress.see(step({ energies: [null], variance: [null], acceptance: null }));
    expect(log.text).toBe('Ground  1/100    E = ?\n');
  });
});

describe('the table at the end', () => {
  const paint = painter(false);
  it('puts energy, reference and difference in error bars side by side', () => {
    const lines = formatResult('Ground', result(), [{ value: 1.5, kind: 'exact' }], paint);
    expect(lines).toEqual([
      'Ground  0:48 training, 0:12 evaluation',
      '  state     energy  exact  difference',
      '      0  1.5003(4)    1.5      +0.7 σ',
      '  ✓ energy = 1.5 within 1%',
    ]);
  });

  it('leaves the reference out where none is known, and gives the reason of a verdict', () => {
    const findings = result({
      energies: [-1.25],
      errors: [0],
      expectations: [
        { text: 'a', verdict: 'fail', reason: 'too high' },
        { text: 'b', verdict: 'undecided', reason: 'too few samples' },
      ],
    });
    const lines = formatResult('T', findings, [{ value: null, kind: 'expected' }], paint);
    expect(lines.slice(1)).toEqual([
      '  state    energy',
      '      0  -1.25(0)',
      '  ✗ a: too high',
      '  ? b: too few samples',
    ]);
  });
});

describe('time left', () => {
  it('follows the pace and forgets an old one', () => {
    const left = new TimeLeft();
    expect(left.until(100)).toBeNull();
    left.see(1, 0.5);
    expect(left.until(100)).toBeNull();
    left.see(2, 1.5);
    expect(left.until(12)).toBeCloseTo(10);
    for (let step = 3; step <= 1000; step++) left.see(step, 1.5 + (step - 2) * 0.1);
    expect(left.until(1100)).toBeCloseTo(10, 5);
  });
});

describe('small parts', () => {
  it('durations', () => {
    expect([0, 7.4, 59.6, 754, 3723, -3].map(formatDuration)).toEqual([
      '0:00',
      '0:07',
      '1:00',
      '12:34',
      '1:02:03',
      '0:00',
    ]);
  });

  it('bars are always as wide as asked', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 2, noNaN: true }), fc.integer({ min: 1, max: 60 }), (fraction, width) => {
        expect(displayWidth(formatBar(fraction, width))).toBe(width);
      }),
    );
    expect(formatBar(0, 4)).toBe('░░░░');
    expect(formatBar(0.53125, 4)).toBe('██▏░');
    expect(formatBar(1, 4)).toBe('████');
  });

  it('sparklines fall as the energy falls, and do not break on gaps', () => {
    expect(sparkline([8, 7, 6, 5, 4, 3, 2, 1], 8)).toBe('██▇▆▅▃▂▁');
    expect(sparkline([1, null, 1], 3)).toBe('▁ ▁');
    expect(sparkline([], 10)).toBe('');
    expect(sparkline([null], 10)).toBe('');
    expect(
      sparkline(
        Array.from({ length: 1000 }, (_, n) => 1 / n),
        30,
      ),
    ).toHaveLength(30);
  });

  it('tables align by columns on the screen', () => {
    expect(formatTable([['量', '1'], ['abc', '10'], ['x']], [1])).toEqual(['量    1', 'abc  10', 'x']);
  });
});

import { english } from '@qham/grammar/phrase';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../runtime/events.ts';
import type { Expectation } from '../../../runtime/experiment.ts';
import { judge } from '../../../runtime/reference/verdict.ts';
import { inForeign, untranslated } from '../../language-server/foreign-language.ts';

type Tolerance = Expectation['tolerance'];
const absolute = (value: number): Tolerance => ({ kind: 'absolute', value });
const relative = (value: number): Tolerance => ({ kind: 'relative', value });

function expectation(target: Expectation['target'], tolerance: Tolerance = null, first = 0, last = first): Expectation {
  return { text: 'expect …', quantity: 'energy', first, last, target, tolerance };
}
const value = (v: number, tolerance: Tolerance = null) => expectation({ kind: 'values', values: [v] }, tolerance);
const interval = (low: number, high: number, tolerance: Tolerance = null) =>
  expectation({ kind: 'interval', low, high }, tolerance);
const exact = (tolerance: Tolerance = null, first = 0, last = first) =>
  expectation({ kind: 'exact' }, tolerance, first, last);

describe('one energy', () => {
  test.each<[string, Expectation, number, number, Verdict, RegExp]>([
    [
      'well inside',
      value(1.5, absolute(0.01)),
      1.502,
      0.001,
      'pass',
      /^energy = 1\.5020\(10\) lies within 0\.01 of 1\.5$/,
    ],
    [
      'well outside',
      value(1.5, absolute(0.01)),
      1.53,
      0.001,
      'fail',
      /1\.5300\(10\) does not lie within 0\.01 of 1\.5/,
    ],
    ['below', value(1.5, absolute(0.01)), 1.47, 0.001, 'fail', /does not lie/],
    ['error bar reaches out', value(1.5, absolute(0.01)), 1.505, 0.005, 'undecided', /about 4 times as many samples/],
    ['error bar reaches in', value(1.5, absolute(0.01)), 1.515, 0.005, 'undecided', /about 4 times as many samples/],
    ['error bar wider than the band', value(1.5, absolute(0.01)), 1.5, 0.1, 'undecided', /about 400 times as many/],
    ['on the edge', value(1.5, absolute(0.01)), 1.51, 1e-4, 'undecided', /more samples will hardly decide/],
    ['on the edge without error', value(1.5, absolute(0.02)), 1.52, 0, 'pass', /lies within/],
    ['on the lower edge without error', value(1.5, absolute(0.02)), 1.48, 0, 'pass', /lies within/],
    ['2σ touches the edge from inside', value(1.5, absolute(0.02)), 1.51, 0.005, 'pass', /lies within/],
    ['2σ touches the edge from outside', value(1.5, absolute(0.02)), 1.53, 0.005, 'undecided', /may or may not/],
    ['just beyond', value(1.5, absolute(0.02)), 1.53, 0.00499, 'fail', /does not lie/],
    ['relative', value(2.5, relative(0.01)), 2.52, 0.002, 'pass', /within 0\.025 of 2\.5/],
    ['relative, too far', value(2.5, relative(0.01)), 2.53, 0.002, 'fail', /within 0\.025 of 2\.5/],
    ['relative to a negative value', value(-0.5, relative(0.02)), -0.505, 0.001, 'pass', /within 0\.01 of -0\.5/],
    ['a tolerance of nothing', value(1.5, absolute(0)), 1.5, 0, 'pass', /lies within 0 of 1\.5/],
    ['a tolerance of nothing and an error', value(1.5, absolute(0)), 1.5, 1e-6, 'undecided', /hardly decide/],
    ['no tolerance: 0.2 %', value(1.5), 1.502, 0.0004, 'pass', /within 0\.003 of 1\.5/],
    ['no tolerance, too far', value(1.5), 1.504, 0.0004, 'fail', /within 0\.003 of 1\.5/],
    ['no tolerance, too few samples', value(1.5), 1.502, 0.001, 'undecided', /about 4 times/],
    ['no tolerance around zero', value(0), 0.001, 0.0004, 'pass', /within 0\.002 of 0/],
    ['exact', exact(), 1.501, 0.0005, 'pass', /within 0\.003 of the exact 1\.5/],
    ['exact within 5 %', exact(relative(0.05)), 1.55, 0.01, 'pass', /within 0\.075 of the exact 1\.5/],
    ['exact, a converged energy slightly above', exact(), 1.5005, 1e-6, 'pass', /exact 1\.5/],
    ['in an interval', interval(1.4, 1.6), 1.45, 0.02, 'pass', /within the interval from 1\.4 to 1\.6/],
    ['above an interval', interval(1.4, 1.6), 1.7, 0.02, 'fail', /does not lie/],
    ['across the end of an interval', interval(1.4, 1.6), 1.41, 0.02, 'undecided', /about 16 times/],
    ['in an interval with a tolerance', interval(1.4, 1.6, absolute(0.1)), 1.65, 0.02, 'pass', /from 1\.3 to 1\.7/],
    ['in an interval with a relative tolerance', interval(-2, 4, relative(0.5)), 5.5, 0.1, 'pass', /from -3 to 6/],
    ['not a number', value(1.5, absolute(1)), NaN, 0.1, 'fail', /energy is NaN, not a finite number/],
    ['infinite', value(1.5, absolute(1)), -Infinity, 0.1, 'fail', /-Infinity, not a finite/],
    ['no error bar', value(1.5, absolute(1)), 1.5, NaN, 'undecided', /no error bar.*evaluate with more samples/],
    ['infinite error bar', value(1.5, absolute(1)), 1.5, Infinity, 'undecided', /evaluate with more samples/],
  ])('%s', (_, wanted, energy, error, verdict, reason) => {
    const result = judge(wanted, [energy], [error], [1.5]);
    expect(result.reason).toMatch(reason);
    expect(result).toEqual({ text: 'expect …', verdict, reason: english(result.said!), said: result.said });
    expect(untranslated(inForeign(result.said!), new Set(['NaN', 'Infinity']))).toEqual([]);
  });
});

describe('several energies', () => {
  const levels = [1.5, 2.5, 2.5, 2.5, 3.5];
  const five = (tolerance: Tolerance) => expectation({ kind: 'values', values: levels }, tolerance, 0, 4);
  const errors = levels.map(() => 1e-3);

  test('all agree: the one nearest to its edge is named', () => {
    const result = judge(five(relative(0.01)), [1.501, 2.501, 2.502, 2.515, 3.51], errors, null);
    expect(result.verdict).toBe('pass');
    expect(result.reason).toMatch(/^all 5 states agree; nearest to its edge, energy\[3\] = 2\.5150\(10\) lies within/);
  });

  test('the worst decides, and is named', () => {
    const energies = [1.501, 2.501, 2.524, 2.515, 3.6];
    const result = judge(five(relative(0.01)), energies, errors, null);
    expect(result.verdict).toBe('fail');
    expect(result.reason).toMatch(/^energy\[4\] = 3\.6000\(10\) does not lie within 0\.035 of 3\.5$/);
    expect(judge(five(relative(0.03)), energies, [...errors.slice(0, 4), 0.01], null)).toMatchObject({
      verdict: 'undecided',
      reason: expect.stringMatching(/^energy\[4\]/),
    });
  });

  test('a range compares with the exact levels of the same states', () => {
    expect(judge(exact(absolute(0.01), 1, 3), [9, 2.5, 2.501, 2.502], [0, 0, 0, 0], levels).verdict).toBe('pass');
    expect(judge(exact(absolute(0.01), 0, 1), [9, 2.5, 2.5, 2.5], [0, 0, 0, 0], levels).verdict).toBe('fail');
  });

  test('values belong to the states of the range', () => {
    const upper = expectation({ kind: 'values', values: [2.5, 3.5] }, absolute(0.01), 3, 4);
    expect(judge(upper, levels, errors, null).verdict).toBe('pass');
  });
});

describe('what cannot be compared is undecided', () => {
  test('no exact level is known', () => {
    expect(judge(exact(), [1.5], [0.001], null)).toMatchObject({
      verdict: 'undecided',
      reason: expect.stringMatching(/^no exact value of energy is known for this Hamiltonian/),
    });
    expect(judge(exact(null, 1, 1), [1, 2], [0, 0], [1]).verdict).toBe('undecided');
  });

  test('a state that was not trained', () => {
    expect(judge(exact(null, 0, 2), [1, 2], [0, 0], [1, 2, 3]).reason).toMatch(/state 2 was not trained.*0 to 1/);
  });

  test('a list of another length', () => {
    const three = expectation({ kind: 'values', values: [1, 2, 3] }, null, 0, 1);
    expect(judge(three, [1, 2], [0, 0], null)).toMatchObject({
      verdict: 'undecided',
      reason: expect.stringMatching(/^3 values are given for 2 states/),
    });
  });

  test('a range that runs backwards', () => {
    expect(judge(exact(null, 2, 1), [1, 2, 3], [0, 0, 0], [1, 2, 3]).verdict).toBe('undecided');
  });
});

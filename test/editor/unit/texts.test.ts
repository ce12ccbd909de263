import { expect, test } from 'vitest';
import {
  batchEnergy,
  energyDifference,
  measuredEnergy,
  referenceEnergy,
} from '../../../extension/training/energy-text.ts';
import { formatDuration } from '../../../extension/webview/duration.ts';

test('energies are written with their error bar, a batch energy without one', () => {
  expect(measuredEnergy(1.50029, 0.0004)).toBe('1.5003(4)');
  expect(measuredEnergy(-0.49968, 0.0003)).toBe('−0.4997(3)');
  expect(measuredEnergy(1.5, null)).toBe('1.5(?)');
  expect(batchEnergy(-1.23456)).toBe('−1.2346');
  expect(batchEnergy(null)).toBe('–');
  expect(referenceEnergy(1.5)).toBe('1.5');
  expect(referenceEnergy(-1 / 3)).toBe('−0.3333');
});

test('a difference always has its sign', () => {
  expect(energyDifference(0.00031, 0.0004)).toBe('+0.0003(4)');
  expect(energyDifference(-0.00031, 0.0004)).toBe('−0.0003(4)');
  expect(energyDifference(0.01, undefined)).toBe('+0.0100');
});

test.each([
  [0.4, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min 00 s'],
  [185, '3 min 05 s'],
  [9600, '2 h 40 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

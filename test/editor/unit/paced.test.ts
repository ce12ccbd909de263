import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { paced } from '../../../extension/webview/paced.ts';

const drawn: number[] = [];
beforeEach(() => {
  drawn.length = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => void vi.useRealTimers());

test('the first is drawn at once, of those in the pause only the last, after it', () => {
  const draw = paced((value: number) => void drawn.push(value), 250);
  for (const value of [1, 2, 3]) draw(value, false);
  expect(drawn).toEqual([1]);
  vi.advanceTimersByTime(249);
  expect(drawn).toEqual([1]);
  vi.advanceTimersByTime(1);
  expect(drawn).toEqual([1, 3]);
  draw(4, false);
  expect(drawn).toEqual([1, 3]);
  vi.advanceTimersByTime(250);
  expect(drawn).toEqual([1, 3, 4]);
});

test('nothing new is nothing drawn, and after a pause the next is drawn at once', () => {
  const draw = paced((value: number) => void drawn.push(value), 250);
  draw(1, false);
  vi.advanceTimersByTime(10_000);
  draw(2, false);
  expect(drawn).toEqual([1, 2]);
  expect(vi.getTimerCount()).toBe(1);
});

test('what is urgent waits for nothing, and what waited is out of date', () => {
  const draw = paced((value: number) => void drawn.push(value), 250);
  draw(1, false);
  draw(2, false);
  draw(3, true);
  expect(drawn).toEqual([1, 3]);
  vi.advanceTimersByTime(10_000);
  expect(drawn).toEqual([1, 3]);
});

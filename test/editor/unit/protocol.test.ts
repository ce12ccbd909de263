import { expect, test } from 'vitest';
import { viewPage } from '../../../extension/energies/page.ts';
import { energiesTexts } from '../../../extension/energies/texts.ts';
import { receiveFromView, receiveTexts, receiveToView } from '../../../extension/protocol.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';

test.each([
  { type: 'follow', revision: null, run: null, epoch: 0, last: 0 },
  { type: 'follow', revision: 7, run: 1, epoch: 2, last: 1000 },
  { type: 'select', run: 3 },
  { type: 'action', action: 'stop', run: 3 },
  { type: 'choose' },
  { type: 'fault', message: 'x is not a function' },
])('the host takes %o', (message) => {
  expect(receiveFromView(message)).toEqual({ ok: true, message });
});

test.each([
  null,
  'stop',
  {},
  { type: 'format', disk: 'C' },
  { type: 'select', run: '3' },
  { type: 'select', run: -1 },
  { type: 'action', action: 'delete', run: 1 },
  { type: 'follow', revision: 1, run: 1, epoch: 0, last: 0.5 },
])('the host refuses %o and says why', (message) => {
  const received = receiveFromView(message);
  expect(received.ok).toBe(false);
  if (!received.ok) expect(received.error).toMatch(/\w+: \S/);
});

test('the view refuses an update of another kind', () => {
  expect(receiveToView({ type: 'update', revision: 0, runs: [], shown: null }).ok).toBe(true);
  const wrong = {
    type: 'update',
    revision: 0,
    runs: [{ id: 1, train: 'G', status: 'dancing', started: '' }],
    shown: null,
  };
  expect(receiveToView(wrong)).toMatchObject({ ok: false, error: expect.stringContaining('runs.0.status') });
});

test('the page carries all its texts and forbids everything but its own files', () => {
  const texts = { ...energiesTexts(plainEnglish), empty: 'a </script><script>alert(1)</script> text' };
  const html = viewPage({
    source: 'https://own',
    nonce: 'abc',
    script: 's.js',
    style: 's.css',
    language: 'en',
    title: 'Energies',
    texts,
  });
  const [, data] = /<script type="application\/json" id="texts">(.*)<\/script>/.exec(html)!;
  expect(receiveTexts(JSON.parse(data!))).toEqual({ ok: true, message: texts });
  expect(html).toContain(`content="default-src 'none'; style-src https://own; script-src 'nonce-abc'"`);
  expect(html.match(/<script/g)).toHaveLength(2);
});

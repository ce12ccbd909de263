/** The script of the Compare view: several runs in one chart, their energies in a table, and what differs between them. */
import 'uplot/dist/uPlot.min.css';
import './page.css';
import './reading.css';
import './chart.css';
import './compare.css';
import './visibility.css';
import { type FromCompare, receiveCompareTexts, receiveToCompare } from '../compare/protocol.ts';
import { createComparePanel } from './compare-panel.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromCompare): void };

const host = acquireVsCodeApi();
window.addEventListener('error', ({ message }) => host.postMessage({ type: 'fault', message }));
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  host.postMessage({ type: 'fault', message: `the page’s policy forbids ${violatedDirective} ${blockedURI}` }),
);

const texts = receiveCompareTexts(JSON.parse(document.getElementById('texts')?.textContent ?? 'null'));
if (!texts.ok) throw new Error(`the texts of the page are not complete: ${texts.error}`);
const show = createComparePanel(document.getElementById('view')!, texts.message, (path) =>
  host.postMessage({ type: 'show', path }),
);

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const received = receiveToCompare(data);
  if (received.ok) show(received.message);
  else host.postMessage({ type: 'fault', message: `not a comparison: ${received.error}` });
});
host.postMessage({ type: 'ready' });

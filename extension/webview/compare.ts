/** The script of the Compare view: several runs in one chart, their energies in a table, and what differs between them. */
import 'uplot/dist/uPlot.min.css';
import './page.css';
import './reading.css';
import './chart.css';
import './compare.css';
import './visibility.css';
import { type CompareTexts, type FromCompare, receiveCompareTexts, receiveToCompare } from '../compare/protocol.ts';
import { createComparePanel } from './compare-panel.ts';
import { connectHost } from './host.ts';

const { send, texts } = connectHost<FromCompare, CompareTexts>(receiveCompareTexts);
const show = createComparePanel(document.getElementById('view')!, texts, (path) => send({ type: 'show', path }));

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const received = receiveToCompare(data);
  if (received.ok) show(received.message);
  else send({ type: 'fault', message: `not a comparison: ${received.error}` });
});
send({ type: 'ready' });

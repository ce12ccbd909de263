/** The script of the Energies view: asks the host for what is new, draws it, asks again. */
import 'uplot/dist/uPlot.min.css';
import './page.css';
import './reading.css';
import './chart.css';
import './problem.css';
import './details.css';
import './shapes.css';
import './visibility.css';
import { type FromView, receiveToView } from '../protocol.ts';
import { afterUpdate, NOTHING, question } from './held.ts';
import { createPanel } from './panel.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromView): void };

const host = acquireVsCodeApi();
window.addEventListener('error', ({ message }) => host.postMessage({ type: 'fault', message }));
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  host.postMessage({ type: 'fault', message: `the page’s policy forbids ${violatedDirective} ${blockedURI}` }),
);

const show = createPanel(document.getElementById('view')!, {
  act: (action, run) => host.postMessage({ type: 'action', action, run }),
  select: (run) => host.postMessage({ type: 'select', run }),
  schedule: (run, step) => host.postMessage({ type: 'schedule', run, step }),
  choose: () => host.postMessage({ type: 'choose' }),
});

let held = NOTHING;
show(held);

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const received = receiveToView(data);
  if (!received.ok) {
    host.postMessage({ type: 'fault', message: `not an update: ${received.error}` });
    return;
  }
  held = afterUpdate(held, received.message);
  // The next question waits for the next frame, so a page that is not drawn asks for nothing.
  requestAnimationFrame(() => {
    show(held);
    host.postMessage(question(held));
  });
});

host.postMessage(question(held));

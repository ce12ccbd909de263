/** The script of the Energies view: asks the host for what is new, draws it, asks again. */
import 'uplot/dist/uPlot.min.css';
import './page.css';
import './reading.css';
import './chart.css';
import './problem.css';
import './details.css';
import './shapes.css';
import './visibility.css';
import { type FromView, receiveTexts, receiveToView, type Texts } from '../protocol.ts';
import { afterUpdate, NOTHING, question } from './held.ts';
import { connectHost } from './host.ts';
import { createPanel } from './panel.ts';

const { send } = connectHost<FromView, Texts>(receiveTexts);

const show = createPanel(document.getElementById('view')!, {
  act: (action, run) => send({ type: 'action', action, run }),
  select: (run) => send({ type: 'select', run }),
  schedule: (run, step) => send({ type: 'schedule', run, step }),
  choose: () => send({ type: 'choose' }),
});

let held = NOTHING;
show(held);

// Everything waits for the next frame, which it cannot delay then, and a page that is not drawn asks for nothing.
window.addEventListener('message', ({ data }: MessageEvent<unknown>) =>
  requestAnimationFrame(() => {
    const received = receiveToView(data);
    if (!received.ok) {
      send({ type: 'fault', message: `not an update: ${received.error}` });
      return;
    }
    held = afterUpdate(held, received.message);
    show(held);
    send(question(held));
  }),
);

send(question(held));

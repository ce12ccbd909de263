/** The script of the typeset view: the file as physics beside its text. */
import './page.css';
import './typeset.css';
import './visibility.css';
import { type FromTypeset, receiveToTypeset, receiveTypesetTexts, type TypesetTexts } from '../typeset/protocol.ts';
import { connectHost } from './host.ts';
import { createTypesetPanel } from './typeset-panel.ts';

const { send, texts } = connectHost<FromTypeset, TypesetTexts>(receiveTypesetTexts);
const show = createTypesetPanel(document.getElementById('view')!, texts, {
  reveal: (range) => send({ type: 'reveal', range }),
  copy: (row) => send({ type: 'copy', row }),
});

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const received = receiveToTypeset(data);
  if (received.ok) show(received.message);
  else send({ type: 'fault', message: `not a file to typeset: ${received.error}` });
});
send({ type: 'ready' });

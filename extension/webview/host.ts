import type { Received } from '../protocol.ts';

/** What a page says when something of it goes wrong. */
interface Fault {
  readonly type: 'fault';
  readonly message: string;
}

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

/**
 * The page's side of its messages: faults of its script and of its policy go to the host, and its texts are read.
 * @throws Error when the texts that the host put into the page are not complete
 */
export function connectHost<Message extends { readonly type: string }, Texts>(
  receiveTexts: (value: unknown) => Received<Texts>,
): { send(message: Message): void; texts: Texts } {
  const host = acquireVsCodeApi();
  const fault = (message: string) => host.postMessage({ type: 'fault', message } satisfies Fault);
  window.addEventListener('error', ({ message }) => fault(message));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    fault(`the page’s policy forbids ${violatedDirective} ${blockedURI}`),
  );
  const texts = receiveTexts(JSON.parse(document.getElementById('texts')?.textContent ?? 'null'));
  if (!texts.ok) throw new Error(`the texts of the page are not complete: ${texts.error}`);
  return { send: (message) => host.postMessage(message), texts: texts.message };
}

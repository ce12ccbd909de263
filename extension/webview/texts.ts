import { receiveTexts, type Texts } from '../protocol.ts';

/** The texts that the host put into the page. */
export const texts: Texts = read();

function read(): Texts {
  const received = receiveTexts(JSON.parse(document.getElementById('texts')?.textContent ?? 'null'));
  if (!received.ok) throw new Error(`the texts of the page are not complete: ${received.error}`);
  return received.message;
}

/** Puts values into a text: {0} is the first. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (hole, index) => String(values[Number(index)] ?? hole));
}

import stringWidth from 'string-width';

/** Columns that text takes in a terminal: 2 for wide characters and emoji, 0 for combining marks. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/** Text followed by as many blanks as make it `width` columns wide. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Blanks, then text, `width` columns in all. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The longest beginning of text that takes at most `width` columns, never cut inside a character; `…` stands for the rest. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) {
    columns += displayWidth(segment);
    if (columns > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Text in which control characters are shown (␛ for escape, two blanks for a tab) instead of obeyed by the terminal. */
export function printable(text: string): string {
  return text.replaceAll('\t', '  ').replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be made harmless
    /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (character) => {
      const code = character.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '�';
    },
  );
}

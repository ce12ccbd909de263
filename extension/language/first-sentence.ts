/** The first sentence of the comment that a file begins with; empty where it begins with none. */
export function firstSentence(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  const end = lines.findIndex((line) => !line.startsWith('//'));
  const comment = lines
    .slice(0, end < 0 ? lines.length : end)
    .map((line) => line.replace(/^\/\/+\s?/, ''))
    .join(' ')
    .trim();
  return /^.*?[.!?](?=\s|$)/.exec(comment)?.[0] ?? comment;
}

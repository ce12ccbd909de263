/** Longest line that is kept, in characters; a run's event is a few hundred. */
const LONGEST = 1_000_000;

/**
 * Puts lines together from chunks that end anywhere, even inside a character.
 * Empty lines are left out. Of a line without end only the first `LONGEST` characters are kept, so that rubbish cannot fill the memory.
 */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  #rest = '';

  /** Takes the next chunk and returns the lines that it completes, without their line ends. */
  push(chunk: Uint8Array): string[] {
    return this.#take(this.#decoder.decode(chunk, { stream: true }));
  }

  /** Ends the stream: returns what was left without a line end. */
  end(): string[] {
    return this.#take(`${this.#decoder.decode()}\n`);
  }

  #take(text: string): string[] {
    const parts = text.split('\n');
    const lines: string[] = [];
    for (const [i, part] of parts.entries()) {
      this.#rest += part.slice(0, LONGEST - this.#rest.length);
      if (i === parts.length - 1) break;
      const line = this.#rest.endsWith('\r') ? this.#rest.slice(0, -1) : this.#rest;
      if (line !== '') lines.push(line);
      this.#rest = '';
    }
    return lines;
  }
}

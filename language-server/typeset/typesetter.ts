/** How many formulas are kept: as many as a file has, not as many as a day of typing makes. */
const KEPT = 128;

/** Pixels of one ex of the formula: its small letters are then as high as those of the text around it. */
const PIXELS_PER_EX = 7.5;

/** Makes pictures of formulas. What typesets them is loaded with the first one. */
export class Typesetter {
  readonly #pictures = new Map<string, Promise<string | undefined>>();
  #loading: Promise<typeof import('./mathjax.ts')> | undefined;

  /** Loads what typesets, before it is needed. */
  async warmUp(): Promise<void> {
    await this.typeset('x^2', '#000000');
  }

  /**
   * A formula as SVG with sizes in pixels.
   * @param latex of a display formula
   * @param colour as in CSS
   * @returns undefined where it cannot be typeset
   */
  typeset(latex: string, colour: string): Promise<string | undefined> {
    const key = `${colour} ${latex}`;
    const known = this.#pictures.get(key);
    // What was asked for last is kept longest.
    this.#pictures.delete(key);
    const picture = known ?? this.#make(latex, colour);
    this.#pictures.set(key, picture);
    for (const oldest of this.#pictures.keys()) {
      if (this.#pictures.size <= KEPT) break;
      this.#pictures.delete(oldest);
    }
    return picture;
  }

  async #make(latex: string, colour: string): Promise<string | undefined> {
    this.#loading ??= import('./mathjax.ts');
    const { texToSvg } = await this.#loading;
    try {
      return inPixels(await texToSvg(latex)).replaceAll('currentColor', colour);
    } catch {
      // The hover shows the formula as it is written, anyway.
      return undefined;
    }
  }
}

function inPixels(svg: string): string {
  return svg.replace(/ (width|height)="([\d.]+)ex"/g, (_, side: string, ex: string) => {
    return ` ${side}="${(Number(ex) * PIXELS_PER_EX).toFixed(1)}px"`;
  });
}

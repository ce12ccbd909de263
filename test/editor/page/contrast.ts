import type { Page } from 'playwright-core';

/** A text with the contrast between it and what is behind it, as WCAG 2.2 defines it (1 to 21). */
export interface TextContrast {
  readonly text: string;
  readonly contrast: number;
}

/** The contrast of every text that is shown, but of controls that are disabled. */
export function contrastOf(page: Page): Promise<TextContrast[]> {
  return page.evaluate(() => {
    type Colour = [red: number, green: number, blue: number, alpha: number];
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d', { willReadFrequently: true })!;
    /** Lets the browser itself work out any notation of a colour. */
    const parse = (css: string): Colour => {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = css;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      return [r!, g!, b!, a! / 255];
    };
    const over = ([r, g, b, a]: Colour, [R, G, B]: Colour): Colour => [
      r * a + R * (1 - a),
      g * a + G * (1 - a),
      b * a + B * (1 - a),
      1,
    ];
    const behind = (element: Element): Colour => {
      const own = parse(getComputedStyle(element).backgroundColor);
      return own[3] === 1 || element.parentElement === null ? own : over(own, behind(element.parentElement));
    };
    const luminance = ([r, g, b]: Colour) => {
      const linear = (part: number) =>
        part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
      return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    };
    const found: { text: string; contrast: number }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!;
      const text = node.textContent?.trim() ?? '';
      if (text === '' || !element.checkVisibility() || element.closest('script, :disabled, [aria-live]')) continue;
      const back = behind(element);
      const front = over(parse(getComputedStyle(element).color), back);
      const [light, dark] = [luminance(front), luminance(back)].sort((a, b) => b - a) as [number, number];
      found.push({ text, contrast: Math.round(((light + 0.05) / (dark + 0.05)) * 100) / 100 });
    }
    return found;
  });
}

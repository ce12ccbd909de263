/**
 * LaTeX to SVG. Only this file knows MathJax; it is a bundle of its own that is loaded with the first formula.
 */
import '@mathjax/mathjax-newcm-font/js/svg/dynamic/calligraphic.js';
import '@mathjax/mathjax-newcm-font/js/svg/dynamic/double-struck.js';
import { liteAdaptor } from '@mathjax/src/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from '@mathjax/src/js/handlers/html.js';
import { TeX } from '@mathjax/src/js/input/tex.js';
import '@mathjax/src/js/input/tex/ams/AmsConfiguration.js';
import '@mathjax/src/js/input/tex/boldsymbol/BoldsymbolConfiguration.js';
import { mathjax } from '@mathjax/src/js/mathjax.js';
import { SVG } from '@mathjax/src/js/output/svg.js';

// The other parts of the font are not shipped: some letters, such as Cyrillic ones, cannot be set.
mathjax.asyncLoad = async () => {};

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
const page = mathjax.document('', {
  InputJax: new TeX({ packages: ['base', 'ams', 'boldsymbol'], formatError: raise }),
  OutputJax: new SVG({ fontCache: 'local' }),
});

function raise(_: unknown, error: Error): never {
  throw error;
}

/**
 * A formula as an SVG element, in the colour `currentColor` and with sizes in ex.
 * @throws where the formula is no LaTeX or has letters that the font has not
 */
export async function texToSvg(latex: string): Promise<string> {
  const node = await page.convertPromise(latex, { display: true });
  return adaptor.innerHTML(node as Parameters<typeof adaptor.innerHTML>[0]);
}

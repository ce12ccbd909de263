import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { THEME_NOTIFICATION } from '../../language-server/lsp/appearance.ts';
import { crossings } from '../../language-server/plot/contours.ts';
import { interesting, ticks } from '../../language-server/plot/scale.ts';
import { type Client, connect, type Opened } from './client.ts';

const file = (space: string, body: string) =>
  `units oscillator\nhamiltonian T(k = 1) { particle r in ${space}; ${body} }\n`;

let client: Client;
beforeAll(async () => {
  ({ client } = await connect({ theme: 'dark' }));
});
afterAll(() => client.close());

const hover = async (document: Opened, piece: string, skip = 0): Promise<string> => {
  const position = document.at(piece, skip);
  const found = await client.request<Hover | null>('textDocument/hover', document, { position });
  return (found!.contents as MarkupContent).value;
};

/** The pictures in Markdown, as SVG. */
const pictures = (markdown: string) =>
  [...markdown.matchAll(/!\[[^\]]*\]\(data:image\/svg\+xml;base64,([^)]*)\)/g)].map(([, data]) =>
    Buffer.from(data!, 'base64').toString(),
  );

describe('a hover with pictures', () => {
  it('shows the formula in the colours of the theme, and follows them', async () => {
    const document = await client.open(file('R^3', 'V = k * |r|^4; H = -∇²[r]/2 + V'));
    const [formula] = pictures(await hover(document, 'V ='));
    expect(formula).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(formula).toContain('#cccccc');
    expect(formula).toMatch(/width="[\d.]+px"/);
    expect(formula).not.toContain('currentColor');
    await client.connection.sendNotification(THEME_NOTIFICATION, { theme: 'light' });
    expect(pictures(await hover(document, 'V ='))[0]).toContain('#3b3b3b');
    await client.connection.sendNotification(THEME_NOTIFICATION, { theme: 'dark' });
  });

  it('shows H of a Hamiltonian, psi of an ansatz, and the term at an operator with its kind', async () => {
    const document = await client.open(
      `${file('R^3', 'H = -∇²[r]/2 + |r|^2')}ansatz A { N = mlp { }; psi = 2 * N(r) }\n`,
    );
    expect(pictures(await hover(document, 'T('))).toHaveLength(2);
    expect(pictures(await hover(document, 'A {'))).toHaveLength(1);
    const term = await hover(document, '/2');
    expect(term).toMatch(/^`-∇²\[r\]\/2`\n\na differential operator\n/);
    expect(pictures(term)).toHaveLength(1);
  });

  it('draws a potential on a line where it is: the lowest point of a shifted well is in its place', async () => {
    const document = await client.open(file('R', 'V = (r - 2)^2; H = -∇²[r]/2 + V'));
    const markdown = await hover(document, 'V =');
    const [, plot] = pictures(markdown);
    expect(markdown).toContain('parameters at their defaults');
    const points = [...plot!.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    const curve = points.slice(-241);
    const [lowest] = curve.toSorted((a, b) => b[1]! - a[1]!);
    const [left, right] = [curve[0]![0]!, curve.at(-1)![0]!];
    // The picture goes from −5 to 5.
    expect(((lowest![0]! - left) / (right - left)) * 10 - 5).toBeCloseTo(2, 1);
  });

  it('draws a formula by cases and one with a name', async () => {
    for (const V of ['{ -2 if |r| < 1, 0 otherwise }', 'well(r)']) {
      const body = `potential well(x) = { -2 if |x| < 1, 0 otherwise }; V = ${V}; H = -∇²[r]/2 + V`;
      const document = await client.open(file('R', body));
      expect(pictures(await hover(document, 'V ='))).toHaveLength(2);
    }
  });

  it('draws contour lines on a plane, a cut in space, and nothing that has no value', async () => {
    const plane = pictures(await hover(await client.open(file('R^2', 'V = |r|^2; H = -∇²[r]/2 + V')), 'V ='));
    expect(plane[1]!.match(/stroke-opacity/g)).toHaveLength(9);
    const space = await hover(await client.open(file('R^3', 'V = -1/|r|; H = -∇²[r]/2 + V')), 'V =');
    expect(space).toContain('along the first axis');
    const unknown = await client.open(file('R^3', 'V = 1/(|r| - |r|); H = -∇²[r]/2 + V'));
    expect(pictures(await hover(unknown, 'V ='))).toHaveLength(1);
  });

  it('works where the rest of the file is broken, and with names of any alphabet', async () => {
    const document = await client.open(`${file('R', 'Länge = 量_子^2 / 2; ж = 2; H = -∇²[r]/2 + Länge')}ansatz {`);
    expect(pictures(await hover(document, 'Länge'))).toHaveLength(1);
    // The font that is shipped has no Cyrillic letters: then the text alone says it.
    expect(pictures(await hover(document, 'ж ='))).toEqual([]);
    expect(await hover(document, 'ж =')).toContain('ж = 2');
  });

  it('has no pictures for a client that cannot show them', async () => {
    const { client: plain } = await connect();
    const document = await plain.open(file('R', 'V = r^2; H = -∇²[r]/2 + V'));
    const found = await plain.request<Hover>('textDocument/hover', document, { position: document.at('V =') });
    expect((found.contents as MarkupContent).value).toBe('```qham\nV = r^2\n```\n\na scalar');
    await plain.close();
  });
});

describe('what a plot shows', () => {
  it('cuts walls and singularities off, and keeps barriers', () => {
    const across = Array.from({ length: 201 }, (_, i) => -5 + i / 20);
    const double = interesting(across.map((x) => (x * x - 4) ** 2 / 32))!;
    expect(double[0]).toBeCloseTo(0, 6);
    expect(double[1]).toBeGreaterThan(0.5);
    expect(double[1]).toBeLessThan(5);
    const coulomb = interesting(across.map((x) => -1 / Math.abs(x)))!;
    expect(coulomb[0]).toBeGreaterThan(-30);
    expect(coulomb[1]).toBeLessThan(0);
    expect(interesting(across.map(() => Number.NaN))).toBeUndefined();
    expect(interesting(across.map(() => 3))).toBeUndefined();
  });

  it('has round ticks', () => {
    expect(ticks([-5, 5], 5)).toEqual([-4, -2, 0, 2, 4]);
    expect(ticks([0, 0.13], 4)).toEqual([0, 0.05, 0.1]);
  });

  it('finds a circle where the square of the distance has a level, and joins a saddle one way', () => {
    const grid = Array.from({ length: 41 }, (_, y) =>
      Array.from({ length: 41 }, (_, x) => (x - 20) ** 2 + (y - 20) ** 2),
    );
    const ends = crossings(grid, 99.5).flat();
    expect(ends.length).toBeGreaterThan(100);
    for (const [x, y] of ends) expect(Math.abs(Math.hypot(x - 20, y - 20) - Math.sqrt(99.5))).toBeLessThan(0.02);
    // Every end is the end of exactly two pieces: the line is closed.
    const count = new Map<string, number>();
    for (const [x, y] of ends)
      count.set(`${x.toFixed(9)} ${y.toFixed(9)}`, (count.get(`${x.toFixed(9)} ${y.toFixed(9)}`) ?? 0) + 1);
    expect([...count.values()].every((times) => times === 2)).toBe(true);
    expect(
      crossings(
        [
          [1, -1],
          [-1, 1.5],
        ],
        0,
      ),
    ).toHaveLength(2);
  });
});

describe('a hover in half a formula', () => {
  it.each([
    ['particles without a space', 'hamiltonian T { particles x: 2 fermions in ; H = sum(i) x[i] + 1 }', 'x[i] + 1', 5],
    ['a value of a setting', 'ansatz A { psi = rbm { visible = gaussian(1) + 2 } }', '+ 2', 0],
  ])('has an answer or none, for %s', async (_, text, piece, offset) => {
    const document = await client.open(text);
    const { line, character } = document.at(piece);
    const position = { line, character: character + offset };
    const found = await client.request<Hover | null>('textDocument/hover', document, { position });
    expect(found === null || 'contents' in found).toBe(true);
  });
});

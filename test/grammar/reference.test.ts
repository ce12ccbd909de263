import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DIAGNOSTICS, SCALAR_FUNCTIONS, SPECIAL_FUNCTIONS } from '@qham/grammar';
import { describe, expect, it } from 'vitest';
import { diagrams } from '../../scripts/language-reference/diagrams.ts';
import { filled, SETTINGS_TABLES } from '../../scripts/language-reference/tables.ts';
import { diagnosticsOf } from './marked.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'docs/language');
const PAGES = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
const page = (name: string) => readFile(join(FOLDER, name), 'utf8');
const reference = async () => (await Promise.all(PAGES.map(page))).join('\n');

describe('the language reference', () => {
  it.each(PAGES)('%s shows settings and diagnostics as they are: npm run reference writes them', async (name) => {
    const text = await page(name);
    expect(filled(text)).toBe(text);
  });

  it('has a table for everything with settings', async () => {
    const text = await reference();
    expect(SETTINGS_TABLES.filter((name) => !text.includes(`<!-- settings: ${name} -->`))).toEqual([]);
  });

  it('lists every diagnostic on the page of its subject too', async () => {
    const pages = await Promise.all(PAGES.filter((name) => name !== 'diagnostics.md').map(page));
    const missing = DIAGNOSTICS.filter(({ code }) => !pages.some((text) => text.includes(code)));
    expect(missing.map(({ code }) => code)).toEqual([]);
  });

  it('names every function', async () => {
    const text = await page('formulas.md');
    for (const { signature } of [...SCALAR_FUNCTIONS, ...SPECIAL_FUNCTIONS]) expect(text).toContain(`\`${signature}\``);
  });

  it('shows the grammar as it is', async () => {
    for (const [rule, svg] of await diagrams(join(ROOT, 'grammar')))
      expect(await readFile(join(FOLDER, 'diagrams', `${rule}.svg`), 'utf8'), rule).toBe(`${svg}\n`);
  });

  it('has each diagram on a page', async () => {
    const text = await reference();
    const drawn = [...(await diagrams(join(ROOT, 'grammar'))).keys()];
    expect(drawn.filter((rule) => !text.includes(`(diagrams/${rule}.svg)`))).toEqual([]);
  });

  it('has only links that lead somewhere', async () => {
    const files = new Set([...PAGES, ...readdirSync(join(FOLDER, 'diagrams')).map((name) => `diagrams/${name}`)]);
    const targets = [...(await reference()).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !files.has(target) && !target.startsWith('../'))).toEqual([]);
  });

  it.each(PAGES)('%s shows only programs that are right', async (name) => {
    for (const [, program] of (await page(name)).matchAll(/```qham\n([\s\S]*?)```/g)) {
      const found = await diagnosticsOf(program!);
      expect(
        found.filter(({ severity }) => severity === 'error'),
        program,
      ).toEqual([]);
    }
  });
});

describe('the library', () => {
  it('is named in the reference, one by one', async () => {
    const text = await page('definitions.md');
    const sources = join(ROOT, 'grammar/library/sources');
    for (const file of readdirSync(sources))
      for (const [, name] of (await readFile(join(sources, file), 'utf8')).matchAll(
        /^(?:param|potential|wavefunction) (\w+)/gm,
      ))
        expect(text, name).toMatch(new RegExp(`^\\| \`${name}[\`(]`, 'm'));
  });
});

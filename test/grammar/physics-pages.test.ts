import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DIAGNOSTICS, english, UNITS } from '@qham/grammar';
import { describe, expect, it } from 'vitest';
import { codesOf } from './marked.ts';

const page = (name: string) => readFile(join(import.meta.dirname, '../../docs/language', name), 'utf8');

/** The programs of a page, each with the code that it is there to show, if any. */
const programsIn = (text: string) =>
  [...text.matchAll(/```qham ?(QH\d{4})?\n([\s\S]*?)```/g)].map(([, code, program]) => ({ code, program: program! }));

describe.each(['units.md', 'physics-checks.md', 'tutorial.md'])('docs/language/%s', (name) => {
  it('shows programs that are right, or wrong as it says', async () => {
    const programs = programsIn(await page(name));
    expect(programs.length).toBeGreaterThan(2);
    for (const { code, program } of programs)
      expect(await codesOf(program), program).toEqual(code === undefined ? [] : [code]);
  });
});

describe('the pages', () => {
  it('speak of every code of units and physics', async () => {
    const text = (await page('units.md')) + (await page('physics-checks.md'));
    const codes = DIAGNOSTICS.map(({ code }) => code).filter((code) => /^QH(02(0[4-9]|1\d)|11)/.test(code));
    expect(codes.length).toBeGreaterThan(15);
    expect(codes.filter((code) => !text.includes(code))).toEqual([]);
  });

  it('list every unit', async () => {
    const text = await page('units.md');
    for (const { name, aliases, prefixes, documentation } of UNITS) {
      const names = [name, ...aliases].map((one) => `\`${one}\``).join(' ');
      expect(text).toContain(`| ${names}${prefixes ? ' *' : ''} | ${english(documentation)} |`);
    }
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BLOCKS, DIAGNOSTICS, evaluation, OPTIMIZERS, phase, SAMPLERS, SCALAR_FUNCTIONS, train } from '@qham/grammar';
import { describe, expect, it } from 'vitest';
import { codesOf } from './marked.ts';

const reference = () => readFile(join(import.meta.dirname, '../../docs/language.md'), 'utf8');
const cell = (text: string) => text.replaceAll('|', '\\|');

describe('docs/language.md', () => {
  it('lists every diagnostic as it is', async () => {
    const text = await reference();
    const rows = [...text.matchAll(/^\| (QH\d{4}) \| (\w+) \| (.*) \|$/gm)].map(([, code, severity, title]) => [
      code,
      severity,
      title,
    ]);
    expect(rows).toEqual(DIAGNOSTICS.map(({ code, severity, title }) => [code, severity, cell(title)]));
  });

  it('lists every setting with its default and the reason', async () => {
    const text = await reference();
    const tables = [...SAMPLERS, ...OPTIMIZERS, ...BLOCKS, { table: phase }, { table: evaluation }, { table: train }];
    for (const { table } of tables)
      for (const [key, { documentation, value, fallback }] of Object.entries(table)) {
        const shown = 'shown' in fallback ? fallback.shown : 'required';
        const reason = 'reason' in fallback ? cell(fallback.reason) : '';
        const start = `| \`${key}\` | ${cell(documentation)} | ${cell(value.expects)} |`;
        const rows = text.split('\n').filter((line) => line.startsWith(start));
        expect(
          rows.filter((row) => row.includes(shown) && row.includes(reason)),
          key,
        ).not.toEqual([]);
      }
  });

  it('names every function', async () => {
    const text = await reference();
    expect(text).toContain(`\`${SCALAR_FUNCTIONS.map((f) => f.name).join(' ')}\``);
  });

  it('shows only programs that are right', async () => {
    const programs = [...(await reference()).matchAll(/```qham\n([\s\S]*?)```/g)].map(([, program]) => program!);
    expect(programs.length).toBeGreaterThan(3);
    // A piece that shows only an ansatz has its particle in another.
    const particle = 'units oscillator\nhamiltonian Any { particle r in R^3; H = -1/2 * ∇²[r] }\n';
    for (const program of programs)
      expect(await codesOf(program.includes('ansatz Envelope') ? particle + program : program), program).toEqual([]);
  });
});

import { DIAGNOSTICS } from '@qham/grammar';
import { CompileError, type Diagnostic, parseProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';
import { CASES } from './cases/index.ts';
import { codesOf, diagnosticsOf, file, readMarks } from './marked.ts';

/** Found when an Experiment is asked for, in several files together, or in none: their tests are below, in imports.test.ts and in cli/check.test.ts. */
const FROM_OUTSIDE = [
  ...['QH1001', 'QH1002', 'QH1003'],
  ...['QH1403', 'QH1404', 'QH1405', 'QH1406'],
  ...['QH1501', 'QH1502', 'QH1503', 'QH1504', 'QH1505', 'QH1506'],
];

describe('every diagnostic has a text that shows it and a near text that does not', () => {
  it('covers the whole catalogue', () => {
    const covered = new Set([...CASES.map((c) => c.code), ...FROM_OUTSIDE]);
    expect(DIAGNOSTICS.map((d) => d.code).filter((code) => !covered.has(code))).toEqual([]);
    expect([...covered].filter((code) => !DIAGNOSTICS.some((d) => d.code === code))).toEqual([]);
  });

  it('has no code twice, and each of the same form', () => {
    const codes = DIAGNOSTICS.map((d) => d.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^QH\d{4}$/.test(code))).toEqual([]);
  });

  it.each(CASES.map((c, i) => [c.code, i, c] as const))('%s, case %i', async (code, _i, c) => {
    const { text, place } = readMarks(c.bad);
    const all = await diagnosticsOf(text);
    const found = all.filter((d) => d.code === code);
    expect(found, JSON.stringify(all, null, 1)).toHaveLength(1);
    const [diagnostic] = found as [Diagnostic];
    expect(diagnostic.range).toEqual(place);
    expect(diagnostic.severity).toBe(DIAGNOSTICS.find((d) => d.code === code)!.severity);
    if (c.message !== undefined) expect(diagnostic.message).toContain(c.message);
    if (c.hint !== undefined) expect(diagnostic.hint).toContain(c.hint);
    if (c.related !== undefined) expect(diagnostic.related.map((r) => r.message).join('\n')).toContain(c.related);
    expect(await codesOf(readMarks(c.good).text), c.good).not.toContain(code);
  });

  it.each(CASES.map((c, i) => [c.code, i, c] as const))(
    '%s, case %i, without a swarm of others',
    async (code, _i, c) => {
      const others = (await codesOf(readMarks(c.bad).text)).filter((other) => other !== code);
      expect(others.length, others.join(' ')).toBeLessThanOrEqual(1);
    },
  );
});

describe('what comes from outside the file', () => {
  const refusal = async (train: string, options: object): Promise<Diagnostic> => {
    const program = await parseProgram(file(), 'test.qham');
    try {
      program.experiment(train, options);
    } catch (error) {
      if (error instanceof CompileError) return error.diagnostics[0]!;
      throw error;
    }
    throw new Error('it was accepted');
  };

  it('QH1001: a train that is not there', async () => {
    expect(await refusal('Grund', {})).toMatchObject({ code: 'QH1001', hint: 'did you mean ‘Ground’?' });
    const program = await parseProgram(file(), 'test.qham');
    expect(program.experiment('Ground').train).toBe('Ground');
  });

  it('QH1002: a parameter that is not there', async () => {
    expect(await refusal('Ground', { set: { d: 2 } })).toMatchObject({ code: 'QH1002', hint: 'did you mean ‘D’?' });
    const program = await parseProgram(file(), 'test.qham');
    expect(program.experiment('Ground', { set: { D: 2 } }).hamiltonian.space.particles[0]!.dimension).toBe(2);
  });

  it('QH1003: values out of range', async () => {
    expect(await refusal('Ground', { steps: 0 })).toMatchObject({ code: 'QH1003' });
    expect(await refusal('Ground', { seed: -1 })).toMatchObject({ code: 'QH1003' });
    expect(await refusal('Ground', { set: { D: Number.NaN } })).toMatchObject({ code: 'QH1003' });
    const program = await parseProgram(file(), 'test.qham');
    expect(program.experiment('Ground', { seed: 7 }).seed).toBe(7);
  });

  it('finds what only these values make wrong, in the Hamiltonian', async () => {
    const found = await refusal('Ground', { set: { D: 2.5 } });
    expect(found).toMatchObject({ code: 'QH0507', range: { start: { line: 2 } } });
  });
});

describe('a sound file', () => {
  it('has no diagnostics at all', async () => {
    expect(await diagnosticsOf(file())).toEqual([]);
  });
});

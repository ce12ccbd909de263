import { describe, expect, it } from 'vitest';
import { codesOf, diagnosticsOf, file, withH } from './marked.ts';

describe('a text that is hard to read', () => {
  it('with a byte order mark and the line breaks of Windows is a program', async () => {
    expect(await codesOf(`\ufeff${file().replaceAll('\n', '\r\n')}`)).toEqual([]);
    const broken = await diagnosticsOf(file().replaceAll('\n', '\r\n').replace('|r|', '|q|'));
    expect(broken).toMatchObject([{ code: 'QH0101', range: { start: { line: 2 } } }]);
  });

  it('with the same name in several normal forms of Unicode has one name', async () => {
    const composed = '\u00e5ngstrom';
    const decomposed = 'a\u030angstrom';
    expect(await codesOf(withH(`particle r in R^D; ${composed} = 1; H = -∇²[r]/2 + ${decomposed} * |r|`))).toEqual([]);
    expect(await codesOf(withH('particle r in R^D; µ = 1; H = -∇²[r]/2 + μ * |r|'))).toEqual([]);
  });

  it('with NUL says where', async () => {
    const [found] = await diagnosticsOf(withH('particle r in R^D; H = -∇²[r]/2 + \0'));
    expect(found).toMatchObject({ code: 'QH0001', range: { start: { line: 2 } } });
    expect(found!.message).not.toContain('\0');
  });

  it('with ten thousand parentheses is too deep', async () => {
    const deep = withH(`particle r in R^D; H = -∇²[r]/2 + ${'('.repeat(10_000)}|r|${')'.repeat(10_000)}`);
    expect(await codesOf(deep)).toEqual(['QH0004']);
  });

  it('of ten megabytes is too long', async () => {
    expect(await codesOf(file().repeat(40_000))).toEqual(['QH0006']);
  });
});

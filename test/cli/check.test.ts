import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { oscillator } from './programs.ts';
import { type Finished, folderWith, qham } from './qham.ts';

const good = oscillator();
const broken = good.replace('|r|^2\n}', '|q|^2\n}');
/** Where the broken program names q. */
const line = broken.split('\n').findIndex((text) => text.includes('|q|')) + 1;
const column = broken.split('\n')[line - 1]!.indexOf('q') + 1;

const folder = folderWith({
  'good.qham': good,
  'broken.qham': broken,
  'empty.qham': ' \n\n',
  'latin1.qham': Uint8Array.from([
    ...new TextEncoder().encode('// Schr'),
    0xf6,
    ...new TextEncoder().encode('dinger\n'),
  ]),
  'binary.qham': Uint8Array.of(0x75, 0, 0x10, 0x0a),
  'bom.qham': `\ufeff${good}`,
  'large.qham': good.repeat(Math.ceil(10e6 / good.length)),
  'windows.qham': broken.replaceAll('\n', '\r\n'),
});
const IMPORTED = ['empty.qham', 'latin1.qham', 'binary.qham', 'large.qham'];
for (const name of IMPORTED) writeFileSync(join(folder, `imports-${name}`), `import "${name}"\n${good}`);
mkdirSync(join(folder, 'folder.qham'));

describe('qham check', () => {
  it('is content with a good file', async () => {
    const { code, stdout, stderr } = await qham(['check', 'good.qham'], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('good.qham: 1 train');
  });

  it.each(['broken.qham', 'windows.qham'])('points at the place in %s and ends with 2', async (file) => {
    const { code, stdout, stderr } = await qham(['check', file], { cwd: folder });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    const [head, source, carets] = stderr.split('\n');
    expect(head).toMatch(new RegExp(`^${file}:${line}:${column}: error\\[QH\\d{4}\\]: .*q`));
    expect(source).toBe(`${line} |   H = -1/2 * ∇²[r] + 1/2 * |q|^2`);
    expect(carets!.indexOf('^')).toBe(source!.lastIndexOf('q'));
    expect(stderr).toMatch(/\n1 error\n$/);
  });

  it.each([
    ['missing.qham', 'QH1501', 'there is no such file'],
    ['folder.qham', 'QH1502', 'this is a folder'],
    ['empty.qham', 'QH1506', 'this file is empty'],
    ['latin1.qham', 'QH1505', 'this file is not text in UTF-8'],
    ['large.qham', 'QH1504', 'this file has 10 MB'],
    ['binary.qham', 'QH1505', 'this file is not text'],
    ['/dev/null', 'QH1503', 'this is a device'],
  ])('says what is wrong with %s', async (file, name, message) => {
    const { code, stderr } = await qham(['check', file], { cwd: folder });
    expect(stderr).toContain(`${file}: error[${name}]: `);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it.each(IMPORTED)('says that an imported %s is there, and cannot be read', async (name) => {
    const { code, stderr } = await qham(['check', `imports-${name}`], { cwd: folder });
    expect(stderr).toContain(`imports-${name}:1:8: error[QH1404]: ‘${name}’ cannot be read whole`);
    expect(code).toBe(2);
  });

  it('takes a byte order mark', async () => {
    expect(await qham(['check', 'bom.qham'], { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
  });

  it('checks several files, each once, and counts all there is', async () => {
    const files = ['good.qham', 'broken.qham', 'missing.qham', 'broken.qham'];
    const { code, stdout, stderr } = await qham(['check', ...files], { cwd: folder });
    expect(code).toBe(2);
    expect(stdout).toContain('good.qham');
    expect(stderr).toMatch(/\n2 errors\n$/);
  });

  it.each([
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('with %j writes colours: %s', async (env, colours) => {
    const { stderr } = await qham(['check', 'broken.qham'], { cwd: folder, env });
    expect(stderr.includes('\u001b[31m')).toBe(colours);
  });
});

describe('qham check for programs', () => {
  const check = (format: string) =>
    qham(['check', '--format', format, 'good.qham', 'broken.qham', 'missing.qham'], { cwd: folder });
  let json: Finished;
  beforeAll(async () => {
    json = await check('json');
  });

  it('prints an array of findings', () => {
    expect(json).toMatchObject({ code: 2, stderr: '' });
    const findings = JSON.parse(json.stdout);
    expect(findings).toMatchObject([
      { severity: 'error', file: 'broken.qham', range: { start: { line, column }, end: { line, column: column + 1 } } },
      { severity: 'error', file: 'missing.qham', range: null },
    ]);
  });

  it('prints an empty array when there is nothing', async () => {
    expect(await qham(['check', '--format', 'json', 'good.qham'], { cwd: folder })).toMatchObject({
      code: 0,
      stdout: '[]\n',
    });
  });

  it('annotates for GitHub', async () => {
    const { code, stdout } = await check('github');
    expect(code).toBe(2);
    const [first, second, ...rest] = stdout.split('\n');
    expect(first).toMatch(
      new RegExp(
        `^::error file=broken.qham,line=${line},col=${column},endLine=${line},endColumn=${column},title=QH\\d{4}::.`,
      ),
    );
    expect(second).toMatch(/^::error file=missing.qham,title=QH1501::./);
    expect(rest).toEqual(['']);
  });

  it('logs for code scanning', async () => {
    const { code, stdout } = await check('sarif');
    expect(code).toBe(2);
    const log = JSON.parse(stdout);
    expect(log.version).toBe('2.1.0');
    expect(log.runs[0].results).toMatchObject([
      {
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'broken.qham' },
              region: { startLine: line, startColumn: column },
            },
          },
        ],
      },
      {
        level: 'error',
        ruleId: 'QH1501',
        locations: [{ physicalLocation: { artifactLocation: { uri: 'missing.qham' } } }],
      },
    ]);
    expect(log.runs[0].tool.driver.rules.map((rule: { id: string }) => rule.id)).toContain('QH1501');
  });
});

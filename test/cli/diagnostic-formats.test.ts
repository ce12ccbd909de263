import { describe, expect, it } from 'vitest';
import type { Finding } from '../../runtime/cli/diagnostics/finding.ts';
import { formatGitHub } from '../../runtime/cli/diagnostics/github.ts';
import { toSarif } from '../../runtime/cli/diagnostics/sarif.ts';
import { formatText } from '../../runtime/cli/diagnostics/text.ts';
import { painter } from '../../runtime/cli/style.ts';

const FILE = 'dir, a/trap.qham';
const SOURCE = 'hamiltonian 量子(ω̃ = 1) {\r\n  H = 1/2 * |q|^2\r\n}\n';
const finding: Finding = {
  severity: 'error',
  code: 'unknown-name',
  message: 'q is not a name here: 100%, really',
  hint: 'did you mean r?',
  file: FILE,
  range: { start: { line: 2, column: 14 }, end: { line: 2, column: 15 } },
  related: [
    {
      message: 'the Hamiltonian begins here',
      file: FILE,
      range: { start: { line: 1, column: 13 }, end: { line: 1, column: 15 } },
    },
  ],
};
const sources = new Map([[FILE, SOURCE]]);
const plain = painter(false);

describe('text', () => {
  it('shows the line, the carets, the related place and the hint', () => {
    expect(formatText(finding, sources, plain)).toBe(
      [
        'dir, a/trap.qham:2:14: error[unknown-name]: q is not a name here: 100%, really',
        '2 |   H = 1/2 * |q|^2',
        '  |              ^',
        'dir, a/trap.qham:1:13: the Hamiltonian begins here',
        '1 | hamiltonian 量子(ω̃ = 1) {',
        '  |             ----',
        '  hint: did you mean r?',
        '',
      ].join('\n'),
    );
  });

  it('puts the caret under the right column after wide and combining characters', () => {
    const at = { ...finding, related: [], message: 'm' };
    const column = SOURCE.indexOf('=') + 1;
    const place = { start: { line: 1, column }, end: { line: 1, column: column + 1 } };
    const [, source, carets] = formatText({ ...at, range: place }, sources, plain).split('\n');
    // Two wide characters take one column more than they have code units, the combining tilde takes none.
    expect(source!.indexOf('=') + 2 - 1).toBe(carets!.indexOf('^'));
  });

  it('marks to the end of the line where a range goes on, and at least one column', () => {
    const place = { start: { line: 2, column: 3 }, end: { line: 3, column: 2 } };
    expect(formatText({ ...finding, range: place, related: [] }, sources, plain)).toContain('  |   ^^^^^^^^^^^^^^^\n');
    const end = { start: { line: 3, column: 2 }, end: { line: 3, column: 2 } };
    expect(formatText({ ...finding, range: end, related: [] }, sources, plain)).toContain('3 | }\n  |  ^\n');
  });

  it('paints only where colours are on, and never obeys the file', () => {
    expect(formatText(finding, sources, painter(true))).toContain('\u001b[31m');
    const evil = new Map([['dir, a/trap.qham', 'x\n\u001b[2J evil text here']]);
    expect(formatText(finding, evil, plain)).not.toContain('\u001b');
  });

  it('keeps a very long line on the screen', () => {
    const long = new Map([['dir, a/trap.qham', `x\n${'a'.repeat(5000)}`]]);
    const place = { start: { line: 2, column: 3000 }, end: { line: 2, column: 3004 } };
    const [, source, carets] = formatText({ ...finding, range: place, related: [] }, long, plain).split('\n');
    expect(source!.length).toBeLessThan(300);
    expect(carets).toMatch(/^ {2}\| +\^{4}$/);
  });

  it('says only the file where there is no position', () => {
    const { hint: _, ...rest } = finding;
    expect(formatText({ ...rest, file: 'gone.qham', range: null, related: [] }, new Map(), plain)).toBe(
      'gone.qham: error[unknown-name]: q is not a name here: 100%, really\n',
    );
  });
});

describe('github', () => {
  it('escapes properties and message as workflow commands need it', () => {
    expect(formatGitHub(finding)).toBe(
      '::error file=dir%2C a/trap.qham,line=2,col=14,endLine=2,endColumn=14,title=unknown-name::' +
        'q is not a name here: 100%25, really%0Adir, a/trap.qham:1:13: the Hamiltonian begins here%0Ahint: did you mean r?\n',
    );
  });
});

describe('sarif', () => {
  const log = toSarif([finding, { ...finding, code: 'arity', severity: 'info' }], '1.2.3');

  it('has what SARIF 2.1.0 requires', () => {
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    expect(run!.tool.driver).toEqual({
      name: 'qham',
      version: '1.2.3',
      rules: [{ id: 'arity' }, { id: 'unknown-name' }],
    });
    for (const result of run!.results) {
      expect(run!.tool.driver.rules[result.ruleIndex]!.id).toBe(result.ruleId);
      expect(['none', 'note', 'warning', 'error']).toContain(result.level);
      expect(result.message.text).not.toBe('');
      expect(result.locations).toHaveLength(1);
      const physical = result.locations[0]!.physicalLocation;
      expect(decodeURI(physical.artifactLocation.uri)).not.toContain(' %');
      expect(new URL(physical.artifactLocation.uri, 'file:///repo/').pathname).toBe('/repo/dir%2C%20a/trap.qham');
      expect(physical.region).toEqual({ startLine: 2, startColumn: 14, endLine: 2, endColumn: 15 });
    }
  });

  it('turns notes into level note and keeps related places', () => {
    expect(log.runs[0]!.results.map((result) => result.level)).toEqual(['error', 'note']);
    expect(log.runs[0]!.results[0]!.relatedLocations?.[0]).toMatchObject({
      id: 0,
      message: { text: 'the Hamiltonian begins here' },
      physicalLocation: { region: { startLine: 1, startColumn: 13 } },
    });
  });
});

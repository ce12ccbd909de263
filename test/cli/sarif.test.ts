import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIAGNOSTICS, english, librarySource, URI } from '@qham/grammar';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../runtime/cli/diagnostics/finding.ts';
import { toSarif } from '../../runtime/cli/diagnostics/sarif.ts';
import { faultsOf, type Schema } from './sarif/json-schema.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'sarif/sarif-schema-2.1.0.json'), 'utf8')) as Schema;
const place = { start: { line: 2, column: 3 }, end: { line: 2, column: 9 } };

/** One finding for each code, with and without hint, related place and position. */
const findings: Finding[] = DIAGNOSTICS.map(({ code, severity, title }, i) => ({
  severity,
  code,
  message: english(title),
  file: i % 3 === 0 ? 'a folder/ψ.qham' : '/somewhere/else.qham',
  range: i % 5 === 0 ? null : place,
  related: i % 2 === 0 ? [] : [{ message: 'declared here', file: 'b.qham', range: place }],
  ...(i % 4 === 0 ? { hint: 'write something else' } : {}),
}));
const log = toSarif(findings, '1.2.3');

describe('a SARIF log', () => {
  it('is as the schema of SARIF 2.1.0 says, with every code', () => {
    expect(faultsOf(schema, JSON.parse(JSON.stringify(log)))).toEqual([]);
    expect(log.runs[0]!.results).toHaveLength(DIAGNOSTICS.length);
  });

  it.each([
    ['a version that is not there', (wrong: typeof log) => Object.assign(wrong, { version: '2.0.0' }), '/version'],
    ['a level', (wrong: typeof log) => Object.assign(wrong.runs[0]!.results[3]!, { level: 'fatal' }), '/level'],
    [
      'a line',
      (wrong: typeof log) =>
        Object.assign(wrong.runs[0]!.results[0]!, {
          locations: [{ physicalLocation: { artifactLocation: { uri: 'a' }, region: { startLine: 0 } } }],
        }),
      '/startLine',
    ],
    ['a word', (wrong: typeof log) => Object.assign(wrong.runs[0]!, { colour: 'red' }), 'has colour'],
    ['no message', (wrong: typeof log) => Object.assign(wrong.runs[0]!.results[0]!, { message: {} }), '/message'],
    [
      'an address',
      (wrong: typeof log) => Object.assign(wrong.runs[0]!.tool.driver.rules[0]!, { helpUri: 'no address' }),
      '/helpUri',
    ],
  ])('that has %s wrong is refused by the same check', (_, spoil, where) => {
    const wrong = JSON.parse(JSON.stringify(log)) as typeof log;
    spoil(wrong);
    expect(faultsOf(schema, wrong).join('\n')).toContain(where);
  });

  it('says of each rule what it is about, how severe it is, and where there is more', () => {
    const { rules } = log.runs[0]!.tool.driver;
    expect(rules).toHaveLength(DIAGNOSTICS.length);
    for (const rule of rules) {
      expect(rule).toMatchObject({ shortDescription: { text: expect.any(String) }, defaultConfiguration: {} });
      if (rule.helpUri === undefined) throw new Error(`${rule.id} leads nowhere`);
      expect(librarySource(URI.parse(rule.helpUri))).toContain(`# ${rule.id}: ${rule.shortDescription?.text}`);
    }
  });
});

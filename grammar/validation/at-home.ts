import type { LangiumDocument } from 'langium';
import { type File, isImport } from '../generated/ast.ts';
import { say } from '../localization/phrase.ts';
import { importUri } from '../references/imports.ts';
import { type Finding, rangeOf } from './finding.ts';

/**
 * Findings whose place is in another file, seen only from this one, such as a value that an imported Hamiltonian cannot take:
 * they stand at the import, and point to the other place.
 */
export function atHome(findings: readonly Finding[], document: LangiumDocument<File>): Finding[] {
  const home = document.uri.toString();
  return findings.map((finding) => {
    if (finding.uri === undefined || finding.uri === home) return finding;
    const { fixes: _, ...rest } = finding;
    const related = [{ message: say`it is found here`, range: finding.range, uri: finding.uri }, ...finding.related];
    return { ...rest, uri: home, range: rangeOf(importOf(finding.uri, document) ?? NOWHERE), related };
  });
}

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function importOf(uri: string, document: LangiumDocument<File>) {
  return document.parseResult.value.statements
    .filter(isImport)
    .find(({ path }) => path !== undefined && importUri(document.uri, path)?.toString() === uri);
}

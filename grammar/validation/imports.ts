import { UriUtils } from 'langium';
import { type File, type Import, isImport, isUnits } from '../generated/ast.ts';
import { say } from '../localization/phrase.ts';
import { importProblem, importUri } from '../references/imports.ts';
import { linkedFiles } from '../references/linked-files.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';

/** Every import names another file that is there, in the same units, and leads to no circle. */
export function checkImports(file: File, report: Report): void {
  const seen = new Map<string, Import>();
  for (const statement of file.statements.filter(isImport)) {
    const { path } = statement;
    if (path === undefined) continue;
    const before = seen.get(path);
    if (before) report(catalogue.importTwice, statement, { path }, [[before, say`it is imported here already`]]);
    else checkImport(file, statement, report);
    seen.set(path, statement);
  }
}

function checkImport(file: File, statement: Import, report: Report): void {
  const { path } = statement;
  const place = { node: statement, property: 'path' };
  const problem = importProblem(path);
  if (problem !== undefined) {
    report(catalogue.badImportPath, place, { path, problem });
    return;
  }
  const own = file.$document?.uri;
  if (own && UriUtils.equals(importUri(own, path), own)) {
    report(catalogue.importCircle, place, { names: [path] });
    return;
  }
  const imported = linkedFiles(file).find(path);
  if (!imported) {
    report(catalogue.importMissing, place, { path });
    return;
  }
  const errors = imported.$document?.parseResult;
  if (errors && errors.parserErrors.length + errors.lexerErrors.length > 0)
    report(catalogue.importBroken, place, { path });
  const circle = wayBack(imported, file, [path]);
  if (circle) report(catalogue.importCircle, place, { names: circle });
  const [units, other] = [unitsOf(file), unitsOf(imported)];
  if (units !== undefined && other !== undefined && units !== other)
    report(catalogue.importUnits, place, { path, own: units, other });
}

const unitsOf = (file: File) => file.statements.find(isUnits)?.system;

/** The paths that lead from one file to another by imports; undefined where none does. */
function wayBack(from: File, to: File, path: readonly string[], visited = new Set<File>()): string[] | undefined {
  if (from === to) return [...path];
  if (visited.has(from)) return undefined;
  visited.add(from);
  for (const { path: next } of from.statements.filter(isImport)) {
    const imported = next === undefined ? undefined : linkedFiles(from).find(next);
    const circle = imported && wayBack(imported, to, [...path, next], visited);
    if (circle) return circle;
  }
  return undefined;
}

import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding, Place } from './finding.ts';

/**
 * All findings as one SARIF log, for code scanning.
 * @param version of qham
 * @returns the log as a plain object
 * @see OASIS, Static Analysis Results Interchange Format 2.1.0
 */
export function toSarif(findings: readonly Finding[], version: string) {
  const rules = [...new Set(findings.map((finding) => finding.code))].sort();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'qham', version, rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: rules.indexOf(finding.code),
          level: finding.severity === 'info' ? 'note' : finding.severity,
          message: { text: finding.hint ? `${finding.message}\n${finding.hint}` : finding.message },
          locations: [location(finding.place)],
          ...(finding.related.length > 0 && {
            relatedLocations: finding.related.map(({ message, place }, index) => ({
              id: index,
              ...location(place),
              message: { text: message },
            })),
          }),
        })),
      },
    ],
  };
}

function location(place: Place | { file: string; start: null }) {
  const artifactLocation = { uri: uriOf(place.file) };
  if (!place.start) return { physicalLocation: { artifactLocation } };
  const region = {
    startLine: place.start.line,
    startColumn: place.start.column,
    endLine: place.end.line,
    endColumn: place.end.column,
  };
  return { physicalLocation: { artifactLocation, region } };
}

/** A relative path stays relative, so that code scanning finds it in the repository. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
}

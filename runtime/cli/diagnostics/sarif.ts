import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIAGNOSTICS, diagnosticUri, english } from '@qham/grammar';
import type { Finding } from './finding.ts';

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
        tool: { driver: { name: 'qham', version, rules: rules.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: rules.indexOf(finding.code),
          level: levelOf(finding.severity),
          message: { text: finding.hint ? `${finding.message}\n${finding.hint}` : finding.message },
          locations: [location(finding)],
          ...(finding.related.length > 0 && {
            relatedLocations: finding.related.map((related, index) => ({
              id: index,
              ...location(related),
              message: { text: related.message },
            })),
          }),
        })),
      },
    ],
  };
}

interface Rule {
  readonly id: string;
  readonly shortDescription?: { readonly text: string };
  readonly helpUri?: string;
  readonly defaultConfiguration?: { readonly level: string };
}

/** What the catalogue says of a code. */
function ruleOf(id: string): Rule {
  const known = DIAGNOSTICS.find(({ code }) => code === id);
  if (!known) return { id };
  return {
    id,
    shortDescription: { text: english(known.title) },
    helpUri: diagnosticUri(id),
    defaultConfiguration: { level: levelOf(known.severity) },
  };
}

const levelOf = (severity: Finding['severity']) => (severity === 'info' ? 'note' : severity);

function location({ file, range }: Pick<Finding, 'file' | 'range'>) {
  const artifactLocation = { uri: uriOf(file) };
  if (!range) return { physicalLocation: { artifactLocation } };
  const { start, end } = range;
  const region = { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
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

/** A page for each code of the catalogue, as a document of the library: editors open it from a diagnostic. */
import { LIBRARY_SCHEME } from '../../library/scheme.ts';
import { type Speak, say } from '../../localization/phrase.ts';
import { DIAGNOSTICS } from './index.ts';

/** The address of the page of a code; it never changes. */
export function diagnosticUri(code: string): string {
  return `${LIBRARY_SCHEME}:/diagnostics/${code}.md`;
}

const PATH = /^\/?diagnostics\/(QH\d{4})\.md$/;

/** The page of the reference that explains each group of codes. */
const REFERENCE: Readonly<Record<string, string>> = {
  QH00: 'text',
  QH01: 'text',
  QH02: 'units',
  QH03: 'formulas',
  QH04: 'formulas',
  QH05: 'hamiltonian',
  QH06: 'ansatz',
  QH07: 'schedule',
  QH08: 'schedule',
  QH09: 'train',
  QH10: 'diagnostics',
  QH11: 'physics-checks',
  QH12: 'train',
  QH13: 'inverse',
  QH14: 'definitions',
  QH15: 'text',
};

const SEVERITY_WORDS = {
  error: say`An error: as long as it is there nothing can be trained.`,
  warning: say`A warning: the program can be trained, and may not do what is meant.`,
  info: say`A remark: the program is right.`,
} as const;

/** The page at a path of the library, as Markdown; undefined where there is none. */
export function diagnosticPage(path: string, speak: Speak): string | undefined {
  const code = path.match(PATH)?.[1];
  const found = DIAGNOSTICS.find((candidate) => candidate.code === code);
  if (!found) return undefined;
  const group = found.code.slice(0, 4);
  const others = DIAGNOSTICS.filter((other) => other.code.startsWith(group) && other.code !== found.code);
  return [
    `# ${found.code}: ${speak(found.title)}`,
    speak(SEVERITY_WORDS[found.severity]),
    speak(
      say`Explained in \`docs/language/${REFERENCE[group] ?? 'diagnostics'}.md\`; every code is in \`docs/language/diagnostics.md\`. A code never changes its meaning.`,
    ),
    ...(others.length === 0
      ? []
      : [`## ${speak(say`Of the same group`)}`, others.map((other) => line(other, speak)).join('\n')]),
    '',
  ].join('\n\n');
}

const line = ({ code, severity, title }: (typeof DIAGNOSTICS)[number], speak: Speak) =>
  `- ${code} (${speak(SEVERITIES[severity])}): ${speak(title)}`;

const SEVERITIES = { error: say`error`, warning: say`warning`, info: say`info` } as const;

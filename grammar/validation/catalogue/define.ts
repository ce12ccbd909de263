import type { FindingKind, Severity } from '../finding.ts';

/** One line of the catalogue: code, severity, what it is about, and how it speaks. */
export function define<P>(
  code: `QH${number}`,
  severity: Severity,
  title: string,
  text: FindingKind<P>['text'],
): FindingKind<P> {
  return { code, severity, title, text };
}

/** `did you mean …?`, where there is a suggestion. */
export function didYouMean(suggestion: string | undefined): string | undefined {
  return suggestion === undefined ? undefined : `did you mean ‘${suggestion}’?`;
}

/** a, b and c */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

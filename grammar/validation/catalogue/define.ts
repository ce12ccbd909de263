import { listed, type Phrase, say } from '../../localization/phrase.ts';
import type { FindingKind, Severity } from '../finding.ts';

/** One line of the catalogue: code, severity, what it is about, and how it speaks. */
export function define<P>(
  code: `QH${number}`,
  severity: Severity,
  title: Phrase,
  text: FindingKind<P>['text'],
): FindingKind<P> {
  return { code, severity, title, text };
}

/** `did you mean …?`, where there is a suggestion. */
export function didYouMean(suggestion: string | undefined): Phrase | undefined {
  return suggestion === undefined ? undefined : say`did you mean ‘${suggestion}’?`;
}

/** What there is to choose from. */
export function choicesText(choices: readonly string[]): Phrase {
  return say`there is ${listed(choices)}`;
}

import type { Flag } from '../generated/ast.ts';
import type { Phrase, Words } from '../localization/phrase.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';
import { nearestName } from './nearest.ts';

/** Words without a value must be ones that mean something there. */
export function checkFlags(
  flags: readonly Flag[],
  known: Readonly<Record<string, Phrase>>,
  owner: Words,
  report: Report,
): void {
  const words = Object.keys(known);
  for (const flag of flags)
    if (!words.includes(flag.key))
      report(catalogue.unknownFlag, flag, { key: flag.key, owner, words, suggestion: nearestName(flag.key, words) });
}

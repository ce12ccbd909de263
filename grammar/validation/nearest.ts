import { SYNONYMS } from '../library/functions.ts';

/** Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, replace);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/**
 * The name that was probably meant.
 * @returns the nearest candidate within a third of the word's letters, or one that the word is a synonym of
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const all = [...new Set(candidates)];
  const synonym = SYNONYMS[name];
  if (synonym !== undefined && all.includes(synonym)) return synonym;
  let best: string | undefined;
  let smallest = Math.max(1, Math.floor(name.length / 3)) + 0.5;
  for (const candidate of all) {
    const sameLetters = candidate.toLowerCase() === name.toLowerCase();
    const d = sameLetters ? 0.5 : distance(name, candidate);
    // A one-letter word is near every other one: only a change of case says something.
    if (d < smallest && (sameLetters || Math.min(name.length, candidate.length) > 1)) {
      smallest = d;
      best = candidate;
    }
  }
  return best;
}

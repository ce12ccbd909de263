import { displayWidth, padEnd, padStart } from '../display-width.ts';

/**
 * Aligned columns, two blanks apart.
 * @param rows cells; a missing one is empty
 * @param right numbers of the columns that are aligned to the right
 * @returns one line a row, without trailing blanks
 */
export function formatTable(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  return rows.map((row) =>
    widths
      .map((width, column) => (right.includes(column) ? padStart : padEnd)(row[column] ?? '', width))
      .join('  ')
      .trimEnd(),
  );
}

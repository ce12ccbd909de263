/**
 * What the report of Mocha's `spec` reporter, with the suite's own last line, says went wrong.
 * A dead extension host looks like a success to VS Code; only that last line shows that every test has run.
 * @returns the failures with their messages, or why there is no such report; null if all tests of a complete report passed
 */
export function troubleIn(report: string): string | null {
  const counts = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(report);
  if (counts === null) return `the extension host ended before its tests; so far it reported:\n${report || 'nothing'}`;
  const [passed, failed, skipped] = counts.slice(1).map(Number) as [number, number, number];
  if (failed > 0) {
    const details = /^ +\d+ failing$([\s\S]*?)^\d+ passed, /m.exec(report)?.[1]?.trim();
    return `${failed} of the suite's tests failed:\n${details ?? report}`;
  }
  if (passed === 0 || skipped > 0) return `not every test of the suite has run:\n${report}`;
  return null;
}

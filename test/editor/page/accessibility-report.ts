import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeFinding, AxeLook, KeyboardOrder } from './accessibility-record.ts';

const IMPACTS = ['critical', 'serious', 'moderate', 'minor'];

/**
 * The page of docs about what the tests of one day have found, from their records in a folder.
 * @throws Error where there are none
 */
export function accessibilityReport(folder: string, day: Date): string {
  const read = (kind: string) =>
    readdirSync(folder)
      .filter((name) => name.startsWith(`${kind}-`))
      .sort()
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  const looks: AxeLook[] = read('axe');
  const orders: KeyboardOrder[] = read('keys');
  // The same in every theme, or it stands there twice.
  const keys = new Set(orders.map(({ view, controls }) => `**${upper(view)}.** ${controls.join(' → ')}`));
  const [first] = looks;
  if (first === undefined || orders.length === 0) throw new Error('the tests of the pages have left no records');
  const date = day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  return `# Accessibility

What the tests of the views found on ${date}: axe-core ${first.version}, all of its rules, in Chromium ${first.browser}; and what the Tab
key comes to. \`npm run test:editor -- --accessibility page\` writes this page anew. The tests fail where a rule is broken, of
whatever impact, where a text has a contrast below 4.5 (measured besides, in every view), where something can be operated with the
mouse alone, and where what has the focus shows no ring. The [pictures](views.md) are of the same views.

## Rules

Of each view in each theme: how many rules hold, how many are broken, by impact, and how many axe-core leaves to the eye.

| view | theme | hold | ${IMPACTS.join(' | ')} | to the eye |
|---|---|---|${IMPACTS.map(() => '---|').join('')}---|
${looks.map(row).join('\n')}

${listOf('Broken', looks, 'findings')}

${listOf('Left to the eye', looks, 'undecided')}

## Keys

What the Tab key comes to, in this order. On the chart the arrows move, +, − and 0 zoom,
and Enter leads to the phase of the schedule.

${[...keys].join('\n\n')}
`;
}

function row({ view, theme, passed, findings, undecided }: AxeLook): string {
  const counts = IMPACTS.map((impact) => findings.filter((finding) => finding.impact === impact).length);
  return `| ${[view, theme, passed.length, ...counts, undecided.length].join(' | ')} |`;
}

/** The rules of one sort, each once, with the views and the elements that it is about. */
function listOf(title: string, looks: readonly AxeLook[], sort: 'findings' | 'undecided'): string {
  const perRule = new Map<string, { finding: AxeFinding; views: Set<string>; elements: Set<string> }>();
  for (const look of looks)
    for (const finding of look[sort]) {
      const { views, elements } = perRule.get(finding.rule) ?? { views: new Set(), elements: new Set() };
      perRule.set(finding.rule, { finding, views: views.add(look.view), elements });
      for (const element of finding.elements) elements.add(/^<[^\s>]+/.exec(element)![0].slice(1));
    }
  if (perRule.size === 0) return `${title}: none.`;
  const lines = [...perRule.values()].map(
    ({ finding: { rule, impact, help }, views, elements }) =>
      `- \`${rule}\` (${impact}): ${help}; \`${[...elements].join('`, `')}\` in ${[...views].join(', ')}.`,
  );
  return `${title}:\n\n${lines.join('\n')}`;
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

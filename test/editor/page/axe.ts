import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { type AxeFinding, type AxeLook, keepForReport } from './accessibility-record.ts';

/**
 * What axe-core finds in a page, of any impact, each with the elements that are concerned; none is good.
 * What it finds, passes and leaves undecided is kept for docs/accessibility.md.
 * @param view the name of what is seen, for people
 */
export async function axeFindings(page: Page, view: string, theme: string): Promise<string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // The page's own policy lets no other script in; the tools of the browser may.
  await page.evaluate(source);
  const look = await page.evaluate(runAxe);
  await keepForReport('axe', { view, theme, browser: page.context().browser()!.version(), ...look });
  return look.findings.map(({ rule, help, elements }) => `${rule}: ${help}: ${elements.join(' ')}`);
}

/** Runs in the page. */
async function runAxe(): Promise<Omit<AxeLook, 'view' | 'theme' | 'browser'>> {
  type Rule = { id: string; impact: string; help: string; nodes: { html: string }[] };
  type Result = { testEngine: { version: string }; passes: Rule[]; violations: Rule[]; incomplete: Rule[] };
  const { axe } = window as unknown as { axe: { run(): Promise<Result> } };
  const { testEngine, passes, violations, incomplete } = await axe.run();
  const finding = ({ id, impact, help, nodes }: Rule): AxeFinding => ({
    rule: id,
    impact,
    help,
    elements: nodes.map(({ html }) => html),
  });
  return {
    version: testEngine.version,
    passed: passes.map(({ id }) => id),
    findings: violations.map(finding),
    undecided: incomplete.map(finding),
  };
}

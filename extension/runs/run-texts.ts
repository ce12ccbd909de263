/** What the tree says of a run. */
import { type Localization, speakerIn } from '../energies/translate.ts';
import { batchEnergy, measuredEnergy } from '../training/energy-text.ts';
import { goesOn, type Standing } from './run-status.ts';
import type { RunItem } from './run-tree.ts';

/** The energies, and where the run goes on, how far it is. */
export function runSummary(node: RunItem, now: Standing, l10n: Localization): string {
  const { run, stored } = node;
  const energies = (goesOn(now) ? run?.state.energies : stored?.energies) ?? [];
  const errors = goesOn(now) ? null : (stored?.errors ?? null);
  const texts = energies
    .slice(0, 3)
    .map((energy, i) =>
      energy === null || errors === null ? batchEnergy(energy) : measuredEnergy(energy, errors[i] ?? null),
    );
  const done = goesOn(now) && run && run.state.steps > 0 ? `${run.state.step} / ${run.state.steps}` : '';
  const state = goesOn(now) || ['failed', 'lost', 'damaged', 'stopped'].includes(now) ? statusText(now, l10n) : '';
  return [texts.join('  ') + (energies.length > 3 ? ' …' : ''), state, done].filter(Boolean).join(' · ');
}

/** All that a list knows of a run, as Markdown. */
export function runTooltip({ stored, key, train, file }: RunItem, now: Standing, l10n: Localization): string {
  const speak = speakerIn(l10n);
  const promises = (stored?.expectations ?? []).map(
    ({ text, verdict, reason, said }) => `${SIGN[verdict]} ${markdown(text)}: ${markdown(speak(said ?? reason))}`,
  );
  return [
    `**${markdown(train)}** · ${markdown(statusText(now, l10n))}`,
    markdown(stored?.label.note ?? ''),
    markdown(speak(stored?.message ?? '')),
    ...promises,
    [file, stored ? key : '', stored?.device ?? ''].filter(Boolean).map(markdown).join('  \n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const SIGN = { pass: '✓', fail: '✗', undecided: '?' } as const;

const markdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!<>|~]/g, '\\$&');

/** What a filter finds a run by, besides its names: how it stands, and its star. */
export const wordsOfStanding = ({ stored }: RunItem, now: Standing, l10n: Localization): string =>
  stored?.label.starred ? `${statusText(now, l10n)} ★ ${l10n.t('starred')}` : statusText(now, l10n);

/** How a run stands, in words. */
export function statusText(now: Standing, l10n: Localization): string {
  const texts: Record<Standing, string> = {
    queued: l10n.t('waiting for its turn'),
    starting: l10n.t('starting'),
    training: l10n.t('training'),
    evaluating: l10n.t('evaluating'),
    stopping: l10n.t('stopping'),
    stopped: l10n.t('stopped'),
    finished: l10n.t('finished'),
    passed: l10n.t('finished, passed'),
    missed: l10n.t('finished, failed an expectation'),
    undecided: l10n.t('finished, undecided'),
    failed: l10n.t('failed'),
    lost: l10n.t('ended without a word'),
    damaged: l10n.t('cannot be read'),
  };
  return texts[now];
}

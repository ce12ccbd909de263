import type { Problem } from '../protocol.ts';
import type { Trouble } from '../training/trouble.ts';
import { type Localization, speakerIn } from './translate.ts';

/** Exit codes of the `qham` command that have a meaning of their own. */
const FILE_HAS_ERRORS = 2;
const NO_SUCH_DEVICE = 4;

type Told = readonly [message: string, detail: string, wayOut: string, ...actions: Problem['actions']];

/**
 * What the user is told about a run without a result: what happened, what is known of the cause, and a way out.
 * @param begun whether the run had said its first event
 */
export function explain(trouble: Trouble, l10n: Localization, begun = false): Problem {
  if (trouble.kind === 'ended') return explainEnd(trouble, l10n, begun);
  const [message, detail, wayOut, ...actions] = (TOLD[trouble.kind] as Teller)(trouble, l10n);
  return { message, detail, wayOut, actions };
}

type Teller<T extends Trouble = Trouble> = (trouble: T, l10n: Localization) => Told;

const TOLD: { [K in Exclude<Trouble['kind'], 'ended'>]: Teller<Extract<Trouble, { kind: K }>> } = {
  numeric: ({ point, message, step, where, walker }, l10n) => {
    const speak = speakerIn(l10n);
    const at = walker ? [l10n.t('Walker at ({0}).', walker.map((x) => x ?? '∞').join(', '))] : [];
    const detail = [l10n.t('At step {0}, in {1}.', step, speak(where)), ...at].join(' ');
    const said = point === null ? speak(message) : `${point}: ${speak(message)}`;
    return [said, detail, l10n.t('The last good state is kept in the run folder.'), 'source', 'output'];
  },
  silent: ({ seconds }, l10n) => [
    l10n.t('The training process said nothing for {0} s and was ended.', seconds),
    '',
    l10n.t(
      'The output may say why. If this machine is only slow, raise the setting “Train: Patience” and train again.',
    ),
    ...(['again', 'output', 'settings'] as const),
  ],
  unstartable: ({ message }, l10n) => {
    const wayOut = l10n.t('Reinstall the extension: a part of it is missing or damaged.');
    return [l10n.t('The training process could not be started.'), speakerIn(l10n)(message), wayOut, 'again', 'output'];
  },
  garbage: ({ line }, l10n) => {
    const what = l10n.t('The training process said something that is not an event of a run.');
    return [
      what,
      line,
      l10n.t('Reinstall the extension: its parts are probably of different versions.'),
      'again',
      'output',
    ];
  },
  lost: (_, l10n) => {
    const wayOut = l10n.t('It was killed, or the machine went down. Resume it: it goes on from its last checkpoint.');
    return [l10n.t('The training process has ended without a word.'), '', wayOut, 'resume', 'again', 'output'];
  },
  unreadable: ({ message }, l10n) => {
    const wayOut = l10n.t('It was deleted, moved or damaged. Put it back from a copy, or train again.');
    return [l10n.t('The run folder cannot be read.'), speakerIn(l10n)(message), wayOut, 'again', 'output'];
  },
};

function explainEnd(trouble: Extract<Trouble, { kind: 'ended' }>, l10n: Localization, begun: boolean): Problem {
  const detail = trouble.fault === undefined ? trouble.errorOutput : speakerIn(l10n)(trouble.fault);
  if (trouble.signal !== null)
    return {
      message: l10n.t('The training process was ended from outside ({0}).', trouble.signal),
      detail,
      wayOut: l10n.t('If memory ran out, fewer walkers need less of it.'),
      actions: ['again', 'output'],
    };
  if (trouble.code === FILE_HAS_ERRORS)
    return {
      message: l10n.t('The file has errors, so there is nothing to train.'),
      detail,
      wayOut: l10n.t('Repair what the Problems view lists, then train again.'),
      actions: ['problems', 'again'],
    };
  // Where events had come, the device was there: the disk refused.
  if (trouble.code === NO_SUCH_DEVICE && begun)
    return {
      message: l10n.t('The run folder could not be written.'),
      detail,
      wayOut: l10n.t('Make room on the disk, or allow writing there; then resume the run from its last checkpoint.'),
      actions: ['resume', 'again', 'output'],
    };
  if (trouble.code === NO_SUCH_DEVICE)
    return {
      message: l10n.t('The device to train on is not there.'),
      detail,
      wayOut: l10n.t('Choose another device in the settings, or “auto”.'),
      actions: ['settings', 'again', 'output'],
    };
  return {
    message: l10n.t('The training process ended with code {0}, without a result.', trouble.code ?? '?'),
    detail,
    wayOut: l10n.t('The output has all that it said.'),
    actions: ['again', 'output'],
  };
}

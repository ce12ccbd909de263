import type { Localization } from '../energies/translate.ts';
import type { CompareTexts } from './protocol.ts';

/** Every text of the Compare view, in the language of this VS Code. */
export function compareTexts(l10n: Localization): CompareTexts {
  return {
    title: l10n.t('Comparison of runs'),
    run: l10n.t('Run'),
    state: l10n.t('State'),
    energy: l10n.t('Energy'),
    difference: l10n.t('Difference from the first'),
    deviation: l10n.t('In standard errors'),
    sigmas: l10n.t('{0} σ', '{0}'),
    programs: l10n.t('What differs between the programs'),
    same: l10n.t('The programs are the same.'),
    quantity: l10n.t('Quantity'),
    step: l10n.t('Step'),
    energyByStep: l10n.t('Energies against training step'),
    reference: { exact: l10n.t('exact'), expected: l10n.t('expected') },
    noErrors: l10n.t('Energies without brackets are of the last batch: they have no error bar.'),
  };
}

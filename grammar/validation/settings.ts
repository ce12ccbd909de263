import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import { type File, isSetting, type Setting as SettingNode } from '../generated/ast.ts';
import { ownEntry, ownersOf, type SettingsOwner, settingsOwner } from '../library/settings/tables.ts';
import { say } from '../localization/phrase.ts';
import { readSetting } from '../semantics/read-settings.ts';
import { defaults } from '../semantics/templates.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';
import { fix, removal } from './fix.ts';
import { nearestName } from './nearest.ts';

/** Every setting is one that its owner has, is given once, and has a value that it can take. */
export function checkSettings(file: File, report: Report): void {
  const first = new Map<AstNode, Map<string, SettingNode>>();
  for (const node of AstUtils.streamAst(file).filter(isSetting)) {
    const owner = settingsOwner(node.$container);
    if (!owner) continue;
    const before = first.get(node.$container) ?? new Map<string, SettingNode>();
    first.set(node.$container, before);
    const again = before.get(node.key);
    if (again)
      report(
        catalogue.settingTwice,
        { node, property: 'key' },
        { key: node.key },
        [[{ node: again, property: 'key' }, say`‘${node.key}’ is first set here`]],
        [...fix(say`Remove this one`, removal(node)), ...fix(say`Remove the first one`, removal(again))],
      );
    else before.set(node.key, node);
    checkSetting(node, owner, report);
  }
}

function checkSetting(node: SettingNode, owner: SettingsOwner, report: Report): void {
  const setting = ownEntry(owner.table, node.key);
  if (setting) {
    readSetting(node, setting, defaults(), report);
    return;
  }
  const known = Object.keys(owner.table);
  const suggestion = nearestName(node.key, known);
  const elsewhere = suggestion === undefined ? ownersOf(node.key)[0] : undefined;
  const parameters = { owner: owner.title, key: node.key, suggestion, elsewhere, known };
  report(catalogue.unknownSetting, { node, property: 'key' }, parameters);
}

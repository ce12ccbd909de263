import type { AstNode } from 'langium';
import type { Expression, Setting as SettingNode } from '../generated/ast.ts';
import { ownEntry } from '../library/settings/tables.ts';
import type { Reading, Setting, SettingTable, ValuesOf } from '../library/settings/value.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import type { Report } from '../validation/finding.ts';
import { addition, fix } from '../validation/fix.ts';
import { evaluateNumber, type Lookup } from './evaluate.ts';

/** The value of one setting as it is written; undefined (and reported) where it is none. */
export function readSetting<T>(node: SettingNode, setting: Setting<T>, lookup: Lookup, report: Report): T | undefined {
  const reading: Reading = {
    key: node.key,
    report,
    number: (expression: Expression) => evaluateNumber(expression, { lookup, report }),
    numberAt: (expression: Expression, step: number) => evaluateNumber(expression, { lookup, report, step }),
  };
  return setting.value.read(node.value, reading);
}

/** What has the settings, or the property of it that names it. */
type OwnerPlace = AstNode | { readonly node: AstNode; readonly property: string };

const nodeAt = (place: OwnerPlace): AstNode => ('$type' in place ? place : place.node);

/**
 * The values of all settings of a table, defaults included.
 * @returns undefined where one of them has no value; that has been reported
 */
export function readSettings<Table extends SettingTable>(
  table: Table,
  nodes: readonly SettingNode[],
  owner: { readonly title: string; readonly place: OwnerPlace },
  lookup: Lookup,
  report: Report,
): ValuesOf<Table> | undefined {
  const values: Record<string, unknown> = {};
  let complete = true;
  for (const key of Object.keys(table)) {
    const setting = ownEntry(table, key)!;
    const node = nodes.find((candidate) => candidate.key === key);
    if (node) values[key] = readSetting(node, setting, lookup, report);
    else if ('value' in setting.fallback) values[key] = setting.fallback.value;
    else {
      const { example } = setting.fallback;
      const repair = fix(`Add ‘${key} = ${example}’`, addition(nodeAt(owner.place), `${key} = ${example}`));
      report(catalogue.missingSetting, owner.place, { owner: owner.title, key, example }, [], repair);
    }
    complete &&= values[key] !== undefined;
  }
  return complete ? (values as ValuesOf<Table>) : undefined;
}

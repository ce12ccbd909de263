import type { Expression, Setting as SettingNode } from '../generated/ast.ts';
import { ownEntry } from '../library/settings/tables.ts';
import type { Reading, Setting, SettingTable, ValuesOf } from '../library/settings/value.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import type { Place, Report } from '../validation/finding.ts';
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

/**
 * The values of all settings of a table, defaults included.
 * @returns undefined where one of them has no value; that has been reported
 */
export function readSettings<Table extends SettingTable>(
  table: Table,
  nodes: readonly SettingNode[],
  owner: { readonly title: string; readonly place: Place },
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
    else report(catalogue.missingSetting, owner.place, { owner: owner.title, key, example: setting.fallback.example });
    complete &&= values[key] !== undefined;
  }
  return complete ? (values as ValuesOf<Table>) : undefined;
}

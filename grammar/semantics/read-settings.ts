import type { AstNode } from 'langium';
import type { Call, Setting as SettingNode } from '../generated/ast.ts';
import { ownEntry } from '../library/settings/tables.ts';
import type { Reading, Setting, SettingTable, ValuesOf } from '../library/settings/value.ts';
import { say } from '../localization/phrase.ts';
import { catalogue } from '../validation/catalogue/index.ts';
import type { Report } from '../validation/finding.ts';
import { addition, fix } from '../validation/fix.ts';
import { evaluateNumber, type Lookup } from './evaluate.ts';

/** The value of one setting as it is written; undefined (and reported) where it is none. */
export function readSetting<T>(node: SettingNode, setting: Setting<T>, lookup: Lookup, report: Report): T | undefined {
  return setting.value.read(node.value, readingOf(node.key, lookup, report));
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
      const repair = fix(say`Add ‘${key} = ${example}’`, addition(nodeAt(owner.place), `${key} = ${example}`));
      report(catalogue.missingSetting, owner.place, { owner: owner.title, key, example }, [], repair);
    }
    complete &&= values[key] !== undefined;
  }
  return complete ? (values as ValuesOf<Table>) : undefined;
}

/**
 * The values of the settings that a call gives by name behind its first argument: `orbitals(B, determinants = 4)`.
 * @returns undefined where one of them has no value; that has been reported
 */
export function readArguments<Table extends SettingTable>(
  table: Table,
  call: Pick<Call, 'arguments'>,
  lookup: Lookup,
  report: Report,
): ValuesOf<Table> | undefined {
  const values: Record<string, unknown> = {};
  for (const key of Object.keys(table)) {
    const setting = ownEntry(table, key)!;
    const given = call.arguments.find(({ label }) => label === key);
    if (given) values[key] = setting.value.read(given.value, readingOf(key, lookup, report));
    else if ('value' in setting.fallback) values[key] = setting.fallback.value;
  }
  return Object.values(values).includes(undefined) ? undefined : (values as ValuesOf<Table>);
}

function readingOf(key: string, lookup: Lookup, report: Report): Reading {
  return {
    key,
    report,
    number: (expression) => evaluateNumber(expression, { lookup, report }),
    numberAt: (expression, step) => evaluateNumber(expression, { lookup, report, step }),
  };
}

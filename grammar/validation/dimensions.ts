import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import {
  type File,
  isFileParameter,
  isNumberLiteral,
  isObservation,
  isReference,
  isSetting,
  type NumberLiteral,
  type Setting,
} from '../generated/ast.ts';
import { linkedFiles } from '../references/linked-files.ts';
import { systemOf } from '../semantics/dimensions/system-of.ts';
import { dimensionsIn } from '../semantics/dimensions/table.ts';
import { unitFactorsOf } from '../semantics/dimensions/unit-factors.ts';
import { measureOf } from '../units/convert.ts';
import { dimensionPhrase } from '../units/describe.ts';
import { CHARGE, type Dimension, isPure, LENGTH, MASS, over, PURE } from '../units/dimension.ts';
import { reduced, type System } from '../units/system.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';

/** Units are known and can be converted, and only like quantities are added and compared. */
export function checkDimensions(file: File, report: Report): void {
  const system = systemOf(file);
  let sound = true;
  for (const literal of AstUtils.streamAst(file).filter(isNumberLiteral))
    if (!checkLiteral(literal, system, report)) sound = false;
  if (system?.sizes === null) checkConstants(file, report);
  if (sound) dimensionsIn(file).repeat(report);
}

function checkLiteral(literal: NumberLiteral, system: System | undefined, report: Report): boolean {
  const unit = (literal.units ?? []).map((node) => node.$cstNode?.text ?? node.symbol).join(' ');
  const factors = unitFactorsOf(literal);
  if (factors === undefined) {
    report(catalogue.brokenUnit, literal, { unit });
    return false;
  }
  if (factors.length === 0) return true;
  const { dimension } = measureOf(factors);
  if (system?.sizes === null && !isPure(dimension)) {
    report(catalogue.noSize, literal, { unit });
    return false;
  }
  return system === undefined || checkSetting(literal, dimension, system, report);
}

/** Constants of the library that have a unit have no value where nothing has a size. */
function checkConstants(file: File, report: Report): void {
  const shipped = new Set<AstNode>(linkedFiles(file).shipped);
  for (const reference of AstUtils.streamAst(file).filter(isReference)) {
    const target = reference.symbol.ref;
    if (!isFileParameter(target) || !shipped.has(target.$container)) continue;
    const units = AstUtils.streamAst(target.value)
      .filter(isNumberLiteral)
      .flatMap((literal) => unitFactorsOf(literal) ?? []);
    if (units.some(({ unit }) => !isPure(unit.dimension)))
      report(catalogue.noSize, reference, { constant: target.name });
  }
}

/** Settings that are no pure numbers; every other setting is one. */
const SETTING_DIMENSIONS: Readonly<Record<string, Dimension>> = {
  proposal: LENGTH,
  start: LENGTH,
  visible: LENGTH,
  mass: MASS,
  charge: CHARGE,
};

function checkSetting(literal: NumberLiteral, dimension: Dimension, system: System, report: Report): boolean {
  const setting = AstUtils.getContainerOfType(literal, isSetting);
  const observed = AstUtils.getContainerOfType(literal, isObservation);
  if (!setting && !observed) return true;
  const expected = setting ? expectedOf(setting) : LENGTH;
  if (isPure(reduced(over(dimension, expected), system))) return true;
  const given = dimensionPhrase(reduced(dimension, system));
  const key = setting?.key ?? 'observe';
  report(catalogue.unlikeSetting, literal, { key, expected: dimensionPhrase(reduced(expected, system)), given });
  return false;
}

const expectedOf = ({ key }: Setting): Dimension =>
  Object.hasOwn(SETTING_DIMENSIONS, key) ? SETTING_DIMENSIONS[key]! : PURE;

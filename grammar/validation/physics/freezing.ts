import { AstUtils } from 'langium';
import {
  type Ansatz,
  type Definition,
  type File,
  type Freeze,
  isBlockUse,
  isCall,
  isFreeze,
  isReference,
  isTrain,
  type Phase,
  type Train,
} from '../../generated/ast.ts';
import { GAUSSIAN_ENVELOPE, ORBITALS } from '../../library/wave-functions.ts';
import { say } from '../../localization/phrase.ts';
import { phasesOf } from '../../semantics/templates.ts';
import { catalogue } from '../catalogue/index.ts';
import type { Report } from '../finding.ts';

/** A phase should not hold fast most of what there is; that it holds fast everything is found with the other settings. */
export function checkFreezing(file: File, report: Report): void {
  for (const train of file.statements.filter(isTrain)) {
    const ansatz = train.ansatz?.template?.ref;
    const schedule = train.schedule?.ref;
    if (!ansatz || !schedule) continue;
    const always = train.members.filter(isFreeze);
    for (const phase of phasesOf(schedule))
      checkPhase(phase, train, [...always, ...phase.members.filter(isFreeze)], ansatz, report);
  }
}

function checkPhase(phase: Phase, train: Train, freezes: readonly Freeze[], ansatz: Ansatz, report: Report): void {
  const frozen = new Set(freezes.flatMap(({ blocks }) => blocks.flatMap(({ block }) => block.ref ?? [])));
  const [place] = freezes;
  if (place === undefined || frozen.size === 0) return;
  const blocks = ansatz.members.filter((member): member is Definition => isBlockUse(member.value));
  const trainable = blocks.filter((block) => !frozen.has(block));
  const unnamed = unnamedParts(ansatz);
  const owner = say`phase ${phase.name} of ${train.name}`;
  const names = [...frozen].map(({ name }) => name);
  const left = trainable.length + unnamed.length;
  if (left > 0 && frozen.size > left)
    report(catalogue.mostlyFrozen, place, {
      owner,
      frozen: names,
      trainable: [...trainable.map(({ name }) => name), ...unnamed],
    });
}

/** Orbitals and envelopes are trained without a name of their own, so nothing can freeze them. */
function unnamedParts(ansatz: Ansatz): string[] {
  return AstUtils.streamAst(ansatz)
    .filter(isCall)
    .flatMap(({ callee }) => {
      const target = isReference(callee) ? callee.symbol.ref : undefined;
      return target === ORBITALS || target === GAUSSIAN_ENVELOPE ? [target.name] : [];
    })
    .toArray();
}

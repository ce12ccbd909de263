import { type File, isFreeze, isStartFrom, isTrain, type Train } from '../generated/ast.ts';
import { say } from '../localization/phrase.ts';
import { isTrainable } from '../references/visible-names.ts';
import { phasesOf } from '../semantics/templates.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';
import { checkOnce } from './once.ts';

/** Trains that begin with others: each with one, none with itself, and with something left to train. */
export function checkTransfer(file: File, report: Report): void {
  const trains = file.statements.filter(isTrain);
  const done = new Set<Train>();
  for (const train of trains) {
    checkOnce(train.members.filter(isStartFrom), 'start from', `train ${train.name}`, report);
    checkFrozen(train, report);
    checkCycle(train, done, report);
  }
}

const beginning = (train: Train) => train.members.find(isStartFrom);

function checkCycle(train: Train, done: Set<Train>, report: Report): void {
  const path: Train[] = [];
  for (let at: Train | undefined = train; at && !done.has(at); at = beginning(at)?.train.ref) {
    const start = path.indexOf(at);
    if (start < 0) {
      path.push(at);
      continue;
    }
    const cycle = path.slice(start);
    const names = cycle.map(({ name }) => name);
    report(
      catalogue.transferCycle,
      beginning(cycle[0]!)!,
      { names },
      cycle.slice(1).map((other) => [beginning(other)!, say`‘${other.name}’ takes part`] as const),
    );
    break;
  }
  for (const visited of path) done.add(visited);
}

/** Freezing every block, for the whole training or in all of a phase, leaves nothing that its steps could change. */
function checkFrozen(train: Train, report: Report): void {
  const ansatz = train.ansatz.template?.ref;
  const blocks = ansatz?.members.filter(isTrainable) ?? [];
  if (!ansatz || blocks.length === 0) return;
  const always = train.members.filter(isFreeze);
  const place = { node: train, property: 'schedule' };
  for (const phase of train.schedule?.ref ? phasesOf(train.schedule.ref) : []) {
    const here = phase.members.filter(isFreeze);
    const frozen = new Set([...always, ...here].flatMap(({ blocks }) => blocks.map(({ block }) => block.ref)));
    if (!blocks.every((block) => frozen.has(block))) continue;
    const parameters = { ansatz: ansatz.name, phase: always.length > 0 && here.length === 0 ? undefined : phase.name };
    report(
      catalogue.allFrozen,
      always[0] ?? place,
      parameters,
      here.map((freeze) => [freeze, say`phase ${phase.name} freezes`] as const),
    );
  }
}

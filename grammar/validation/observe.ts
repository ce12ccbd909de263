import { isCall, isObservation, isReference, type Train } from '../generated/ast.ts';
import { DENSITY, PAIR_DENSITY } from '../library/observables.ts';
import { density, pairDensity } from '../library/settings/observables.ts';
import { KIND_WORDS } from '../semantics/kind.ts';
import { kindOf } from '../semantics/kinds.ts';
import { readArguments } from '../semantics/read-settings.ts';
import { defaults } from '../semantics/templates.ts';
import { catalogue } from './catalogue/index.ts';
import type { Report } from './finding.ts';

/** What a train measures beside the energy is a known observable of known particles, or a scalar. */
export function checkObservations(train: Train, report: Report): void {
  for (const node of train.members.filter(isObservation).flatMap(({ observables }) => observables)) {
    const reference = isCall(node) ? node.callee : node;
    const target = isReference(reference) ? reference.symbol.ref : undefined;
    const table = target === DENSITY ? density : target === PAIR_DENSITY ? pairDensity : undefined;
    if (table) {
      const call = isCall(node) ? node : { arguments: [] };
      for (const argument of call.arguments)
        if (argument.label !== undefined && !Object.hasOwn(table, argument.label))
          report(
            catalogue.unknownLabel,
            { node: argument, property: 'label' },
            { name: argument.label, signature: `${target!.name}(x, ${Object.keys(table).join(' = …, ')} = …)` },
          );
      readArguments<typeof pairDensity>(table, call, defaults(), report);
      continue;
    }
    if (isReference(reference) && target === undefined) continue;
    const kind = kindOf(node, { operators: false, report });
    if (kind !== 'scalar' && kind !== 'number' && kind !== 'error')
      report(catalogue.notObservable, node, { given: KIND_WORDS[kind] });
  }
}

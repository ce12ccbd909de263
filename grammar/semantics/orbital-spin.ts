import { AstUtils } from 'langium';
import { type Call, type Definition, type Expression, isCall, isDefinition, isReference } from '../generated/ast.ts';
import type { OrbitalSpin } from '../library/settings/orbitals.ts';
import { ORBITALS } from '../library/wave-functions.ts';

/** The calls of `orbitals` in a formula and in the definitions that it names. */
export function orbitalCalls(expression: Expression, visited: ReadonlySet<Definition> = new Set()): Call[] {
  return AstUtils.streamAst(expression)
    .toArray()
    .flatMap((node): Call[] => {
      if (isCall(node)) return node.callee?.symbol.ref === ORBITALS ? [node] : [];
      const target = isReference(node) ? node.symbol.ref : undefined;
      if (!isDefinition(target) || target.value === undefined || visited.has(target)) return [];
      return orbitalCalls(target.value, new Set(visited).add(target));
    });
}

/** Where a call of `orbitals` says its spin; undefined where it does not. */
export function spinArgument(call: Call): Expression | undefined {
  return call.arguments.find(({ label }) => label === 'spin')?.value;
}

/** The spin of the orbitals of a call. */
export function spinOf(call: Call): OrbitalSpin {
  const value = spinArgument(call);
  const name = value && isReference(value) ? value.symbol.ref?.name : undefined;
  return name === 'up' || name === 'down' ? name : 'all';
}

import {
  type Ansatz,
  type BlockUse,
  type Definition,
  type Expression,
  type File,
  isBlockUse,
  isParticles,
  isStartFrom,
  isTrain,
  type Train,
} from '../../generated/ast.ts';
import { settingsOwner } from '../../library/settings/tables.ts';
import { english, type Phrase, say, type Words } from '../../localization/phrase.ts';
import { evaluateNumber, type Lookup } from '../../semantics/evaluate.ts';
import { sourceText } from '../../semantics/source-text.ts';
import { coordinatesOf } from '../../semantics/systems.ts';
import { bindUse, settingsIn } from '../../semantics/templates.ts';
import { catalogue } from '../catalogue/index.ts';
import { type Report, silently } from '../finding.ts';

/** What carries over from one train to the next: blocks of the same name, kind and shape. */
export function checkTransfer(file: File, report: Report): void {
  for (const train of file.statements.filter(isTrain)) {
    const start = train.members.find(isStartFrom);
    const from = start?.train?.ref;
    const [own, theirs] = [train.ansatz?.template?.ref, from?.ansatz?.template?.ref];
    if (!start || !from || !own || !theirs) continue;
    const [here, there] = [situation(train), situation(from)];
    const kept: string[] = [];
    const lost: Words[] = [];
    const reasons: Phrase[] = [];
    for (const block of blocksOf(own)) {
      const why = difference(block, here, blocksOf(theirs), there);
      if (why === undefined) kept.push(block.name);
      else {
        lost.push(block.name);
        reasons.push(why);
      }
    }
    const parts = hasOrbitals(own) && here.particles !== there.particles;
    if (parts) {
      lost.push(say`the orbitals`);
      reasons.push(
        here.particles !== undefined && there.particles !== undefined
          ? say`${here.particles} particles need as many orbitals, and ${from.name} has ${there.particles}`
          : say`other particles need other orbitals than ${from.name} has`,
      );
    }
    const [why] = reasons;
    if (why === undefined) continue;
    if (kept.length === 0) report(catalogue.emptyTransfer, start, { from: from.name, why });
    else report(catalogue.partialTransfer, start, { from: from.name, kept, lost, why });
  }
}

/** What shapes depend on beside the settings of a block. */
interface Situation {
  readonly lookup: Lookup;
  readonly states: number;
  /** Particles of the only kind; undefined where there are several or their number has no value. */
  readonly particles: number | undefined;
  readonly dimension: number | undefined;
}

function situation(train: Train): Situation {
  const lookup = bindUse(train.hamiltonian, {}, silently);
  const hamiltonian = train.hamiltonian.template.ref;
  const [only, ...others] = hamiltonian ? coordinatesOf(hamiltonian) : [];
  const value = (expression: Expression | undefined) =>
    expression && evaluateNumber(expression, { lookup, report: silently });
  const states = settingsIn(train).find(({ key }) => key === 'states');
  const space = only?.space;
  return {
    lookup: bindUse(train.ansatz, {}, silently),
    states: value(states?.value) ?? 1,
    particles: others.length > 0 ? undefined : isParticles(only) ? value(only.count) : 1,
    dimension: space?.superscript ?? (space?.dimension ? value(space.dimension) : 1),
  };
}

const blocksOf = (ansatz: Ansatz): (Definition & { value: BlockUse })[] =>
  ansatz.members.filter((member): member is Definition & { value: BlockUse } => isBlockUse(member.value));

const hasOrbitals = (ansatz: Ansatz) => sourceText(ansatz).includes('orbitals(');

/** Why a block does not carry over; undefined where it does. */
function difference(
  block: Definition & { value: BlockUse },
  here: Situation,
  others: readonly (Definition & { value: BlockUse })[],
  there: Situation,
): Phrase | undefined {
  const other = others.find(({ name }) => name === block.name);
  if (!other) return say`there is no ${block.name}`;
  const [kind, otherKind] = [block.value.kind.symbol.$refText, other.value.kind.symbol.$refText];
  if (kind !== otherKind) return say`${block.name} is ${kind} here and ${otherKind} there`;
  for (const key of SHAPE_SETTINGS) {
    const [own, theirs] = [shown(block.value, key, here.lookup), shown(other.value, key, there.lookup)];
    if (own !== theirs) return say`${key} of ${block.name} is ${own ?? '?'} here and ${theirs ?? '?'} there`;
  }
  if (here.dimension !== there.dimension) return say`the particles have other coordinates`;
  if (kind === 'mlp' && here.states !== there.states)
    return say`${here.states} states need as many outputs, not ${there.states}`;
  // A Boltzmann machine has a weight for each coordinate of each particle.
  if (kind === 'rbm' && here.particles !== there.particles) return say`${block.name} has weights for each particle`;
  return undefined;
}

const SHAPE_SETTINGS: readonly string[] = ['hidden', 'layers'];

/** The value of a setting in words: what is written, with numbers for parameters, or the default. */
function shown(block: BlockUse, key: string, lookup: Lookup): string | undefined {
  const written = block.settings.find((setting) => setting.key === key)?.value;
  if (written !== undefined) return text(written, lookup);
  const table = settingsOwner(block)?.table;
  const fallback = table && Object.hasOwn(table, key) ? table[key]!.fallback : undefined;
  return fallback && 'shown' in fallback ? english(fallback.shown) : undefined;
}

function text(expression: Expression, lookup: Lookup): string {
  if (expression.$type === 'List') return `[${expression.elements.map((element) => text(element, lookup)).join(', ')}]`;
  const value = evaluateNumber(expression, { lookup, report: silently });
  return value === undefined ? sourceText(expression) : String(value);
}

import { type File, isBranch, type Train } from '../../generated/ast.ts';
import { say } from '../../localization/phrase.ts';
import { sourceText } from '../../semantics/source-text.ts';
import { catalogue } from '../catalogue/index.ts';
import type { Report } from '../finding.ts';
import { type Line, linesThrough } from './probe/lines.ts';
import type { ProbeSystem } from './probe/system.ts';
import type { Choice } from './probe/value.ts';
import { checkTrains, type Psi } from './uses.ts';
import { type Shape, shapeOf } from './wave-function/shape.ts';

/**
 * Where two cases of ψ meet with different values or slopes, or a case has a kink of its own, ∇²ψ is a delta function or worse,
 * with weight in ⟨H⟩; walkers never stand there, so the local energy misses it.
 */
export function checkSeams(file: File, report: Report): void {
  checkTrains(file, (train, psi, system) => checkTrain(train, psi, system, report));
}

function checkTrain(train: Train, { ansatz, definition: psi }: Psi, system: ProbeSystem, report: Report): void {
  const shape = shapeOf(psi.value, train, system);
  for (const line of linesThrough(system)) {
    const seam = seamOn(line, shape, system.scale);
    if (seam === 'one case') return;
    if (seam === undefined) continue;
    const [before, behind] = seam.sides;
    const text = ({ node }: Choice) => sourceText(isBranch(node) ? node.value : node);
    report(catalogue.seam, { node: psi, property: 'value' }, { ansatz: ansatz.name, how: seam.how }, [
      [before.node, say`on one side: ${text(before)}`],
      [behind.node, say`on the other: ${text(behind)}`],
    ]);
    return;
  }
}

/** Points of a line, dense near its middle, and out to about 27 lengths of the system. */
const POINTS = 241;
const REACH = 4;
/** Halvings of the distance between two points that different cases hold at. */
const HALVINGS = 44;
/** Of the largest |ψ| on the line. */
const JUMP = 1e-6;
/** Of the slopes, or of the largest |ψ| in one length of the system where that is more. */
const KINK = 1e-3;

interface Seam {
  readonly how: 'jumps' | 'has a kink';
  readonly sides: readonly [Choice, Choice];
}

const isSame = (a: Choice, b: Choice | undefined) => a.node === b?.node && a.way === b.way;

/** The first place on a line where two cases meet and do not fit. */
function seamOn(line: Line, shape: Shape, scale: number): Seam | 'one case' | undefined {
  const at = (t: number) => {
    const chosen: Choice[] = [];
    return { t, value: shape(line(t), chosen), chosen };
  };
  type Sample = ReturnType<typeof at>;
  const alike = (a: Sample, b: Sample) =>
    a.chosen.length === b.chosen.length && a.chosen.every((choice, i) => isSame(choice, b.chosen[i]));
  const samples = Array.from({ length: POINTS }, (_, k) => at(scale * Math.sinh(REACH * ((2 * k) / (POINTS - 1) - 1))));
  if (samples.every(({ chosen }) => chosen.length === 0)) return 'one case';
  const largest = Math.max(...samples.map(({ value }) => Math.abs(value)));
  const step = 1e-4 * scale;
  for (const [k, first] of samples.slice(0, -1).entries()) {
    let [left, right] = [first, samples[k + 1]!];
    if (alike(left, right)) continue;
    for (let n = 0; n < HALVINGS; n++) {
      const middle = at((left.t + right.t) / 2);
      if (alike(middle, left)) left = middle;
      else right = middle;
    }
    const differing = left.chosen.findIndex((choice, i) => !isSame(choice, right.chosen[i]));
    const sides = [left.chosen[differing], right.chosen[differing]] as const;
    // Another formula by cases begins here: what it belongs to is found by the outer one.
    if (!sides[0] || !sides[1]) continue;
    const seam = (how: Seam['how']): Seam => ({ how, sides: sides as Seam['sides'] });
    if (Math.abs(right.value - left.value) > JUMP * largest) return seam('jumps');
    // A kink at a zero of ψ has no weight: the wall of a box is one.
    if (Math.abs(left.value) <= JUMP * largest) continue;
    const slope = (from: Sample, way: 1 | -1) => {
      const [near, far] = [at(from.t + way * step), at(from.t + 2 * way * step)];
      if (!alike(near, from) || !alike(far, from)) return Number.NaN;
      return (way * (4 * near.value - far.value - 3 * from.value)) / (2 * step);
    };
    const [before, behind] = [slope(left, -1), slope(right, 1)];
    const size = Math.max(Math.abs(before), Math.abs(behind), largest / scale);
    if (Math.abs(behind - before) > KINK * size) return seam('has a kink');
  }
  return undefined;
}

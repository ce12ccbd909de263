import type uPlot from 'uplot';
import type { Bucket, Reference, RunView } from '../protocol.ts';
import { referenceEnergy } from '../training/energy-text.ts';
import type { Theme } from './theme.ts';

/** Dashed lines at the levels to reach, each with its name and value; degenerate levels share one. */
export function drawReferences(
  u: uPlot,
  references: readonly Reference[],
  theme: Theme,
  names: Readonly<Record<Reference['kind'], string>>,
): void {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = theme.font.replace(/^\d+/, (size) => String(Number(size) * ratio));
  ctx.textAlign = 'right';
  ctx.textBaseline = 'top';
  ctx.lineJoin = 'round';
  const lines = distinct(references).map((line) => ({
    ...line,
    y: Math.round(u.valToPos(line.value, 'energy', true)) + 0.5,
  }));
  ctx.globalAlpha = 0.75;
  ctx.lineWidth = ratio;
  ctx.strokeStyle = theme.reference;
  ctx.setLineDash([5 * ratio, 4 * ratio]);
  for (const { y } of lines) {
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  // Over all lines, so that none runs through a label.
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = theme.background;
  ctx.fillStyle = theme.foreground;
  ctx.lineWidth = 3 * ratio;
  const height = 14 * ratio;
  const right = bbox.left + bbox.width - 6 * ratio;
  let highestFree = Number.NEGATIVE_INFINITY;
  for (const { value, kind, times, y } of lines) {
    // From the highest level down: a label that would lie over the one above it is left out, its line stays.
    if (y < highestFree) continue;
    highestFree = y + height;
    const label = `${names[kind]} ${referenceEnergy(value)}${times > 1 ? ` ×${times}` : ''}`;
    ctx.strokeText(label, right, y + 4 * ratio);
    ctx.fillText(label, right, y + 4 * ratio);
  }
  ctx.restore();
}

function distinct(references: readonly Reference[]): { value: number; kind: Reference['kind']; times: number }[] {
  const lines: { value: number; kind: Reference['kind']; times: number }[] = [];
  for (const { value, kind } of references) {
    if (value === null) continue;
    const same = lines.find((line) => line.kind === kind && Math.abs(line.value - value) <= 1e-9 * Math.abs(value));
    if (same) same.times += 1;
    else lines.push({ value, kind, times: 1 });
  }
  return lines.sort((a, b) => b.value - a.value);
}

/** A line with its name where each phase but the first begins. */
export function drawPhases(
  u: uPlot,
  { phaseMarks }: RunView,
  buckets: readonly Bucket[],
  place: (bucket: Bucket) => number,
  theme: Theme,
): void {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = theme.font.replace(/^\d+/, (size) => String(Number(size) * ratio));
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  ctx.lineWidth = ratio;
  for (const { name, first } of phaseMarks) {
    const bucket = buckets.find((other) => other.first >= first);
    if (bucket === undefined) continue;
    const x = Math.round(u.valToPos(place(bucket), 'x', true)) + 0.5;
    ctx.strokeStyle = theme.grid;
    if (first > 1) {
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    // At the top, from where energies fall, and above whatever curve runs there.
    ctx.strokeStyle = theme.background;
    ctx.lineWidth = 3 * ratio;
    ctx.strokeText(name, x + 4 * ratio, bbox.top + 3 * ratio);
    ctx.lineWidth = ratio;
    ctx.fillStyle = theme.muted;
    ctx.fillText(name, x + 4 * ratio, bbox.top + 3 * ratio);
  }
  ctx.restore();
}

/** The energies of the evaluation with their error bars, at the last step. */
export function drawResult(u: uPlot, run: RunView, theme: Theme): void {
  const last = u.data[0].at(-1);
  if (run.errors === null || last === undefined) return;
  for (const [state, energy] of run.energies.entries())
    if (energy !== null)
      drawErrorBar(u, last, { energy, error: run.errors[state] ?? 0, colour: theme.state(state) }, theme);
}

/** One energy with its error bar, at a place of the axis. */
export function drawErrorBar(
  u: uPlot,
  at: number,
  { energy, error, colour }: { energy: number; error: number; colour: string },
  theme: Theme,
): void {
  const { ctx } = u;
  const ratio = devicePixelRatio;
  const x = u.valToPos(at, 'x', true);
  const [y, high, low] = [energy, energy + error, energy - error].map((value) => u.valToPos(value, 'energy', true));
  const half = 4 * ratio;
  ctx.save();
  ctx.lineWidth = 1.5 * ratio;
  ctx.strokeStyle = colour;
  ctx.fillStyle = theme.background;
  ctx.beginPath();
  ctx.moveTo(x, high!);
  ctx.lineTo(x, low!);
  for (const end of [high!, low!]) {
    ctx.moveTo(x - half, end);
    ctx.lineTo(x + half, end);
  }
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(x, y!, 3.5 * ratio, 0, 2 * Math.PI);
  ctx.fill();
  ctx.stroke();
  ctx.restore();
}

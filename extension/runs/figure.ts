import type { Bucket } from '../protocol.ts';
import { measuredEnergy, referenceEnergy } from '../training/energy-text.ts';
import type { Run } from '../training/runs.ts';
import { energyRange } from '../webview/curve-shape.ts';

const SIZE = { width: 720, height: 420 };
/** Room for the letters around the axes. */
const MARGIN = { left: 64, right: 24, top: 48, bottom: 48 };
/** Colours that can be told apart by everybody (Okabe & Ito 2008), dark enough for white paper. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

/** The words of a figure, in the reader's language. */
export interface FigureTexts {
  readonly step: string;
  readonly energy: string;
}

/**
 * The energies of a run against its steps, as a picture for papers and talks: an SVG of 720 × 420 with the range and the mean
 * of the batch energies, the reference levels and the measured energies with their error bars. Its metadata say which run it shows.
 * @param source text in the metadata: run folder, hash of the program, versions
 */
export function figure(run: Pick<Run, 'curve' | 'state'>, source: string, texts: FigureTexts): string {
  const { state } = run;
  const buckets = run.curve?.since(-1, 0).buckets ?? [];
  const levels = state.references.map(({ value }) => value);
  const [low, high] = energyRange(buckets, [...levels, ...(state.errors ? state.energies : [])]);
  const last = Math.max(state.step, buckets.at(-1)?.first ?? 1, 1);
  const x = (step: number) => round(MARGIN.left + (step / last) * (SIZE.width - MARGIN.left - MARGIN.right));
  const y = (energy: number) => {
    const inside = Math.min(Math.max(energy, low), high);
    return round(
      SIZE.height - MARGIN.bottom - ((inside - low) / (high - low)) * (SIZE.height - MARGIN.top - MARGIN.bottom),
    );
  };
  const states = buckets[0]?.mean.length ?? state.energies.length;
  const parts = [
    ...ticks(0, last, 6).map(
      (step) =>
        `<text x="${x(step)}" y="${SIZE.height - MARGIN.bottom + 18}" text-anchor="middle">${step.toLocaleString('en')}</text>`,
    ),
    ...ticks(low, high, 6).map(
      (energy) =>
        `<line x1="${MARGIN.left}" x2="${SIZE.width - MARGIN.right}" y1="${y(energy)}" y2="${y(energy)}" stroke="#e5e5e5"/>` +
        `<text x="${MARGIN.left - 8}" y="${y(energy) + 4}" text-anchor="end">${referenceEnergy(energy)}</text>`,
    ),
    ...Array.from({ length: states }, (_, n) => curveOf(buckets, n, x, y)),
    ...[...new Set(levels)].flatMap((level) =>
      level === null
        ? []
        : [
            `<line x1="${MARGIN.left}" x2="${SIZE.width - MARGIN.right}" y1="${y(level)}" y2="${y(level)}" stroke="#333" stroke-dasharray="5 4"/>`,
          ],
    ),
    ...(state.errors ? state.energies.map((energy, n) => resultOf(energy, state.errors?.[n] ?? 0, n, x(last), y)) : []),
    `<line x1="${MARGIN.left}" x2="${SIZE.width - MARGIN.right}" y1="${SIZE.height - MARGIN.bottom}" y2="${SIZE.height - MARGIN.bottom}" stroke="#333"/>`,
    `<line x1="${MARGIN.left}" x2="${MARGIN.left}" y1="${MARGIN.top}" y2="${SIZE.height - MARGIN.bottom}" stroke="#333"/>`,
    `<text x="${(MARGIN.left + SIZE.width - MARGIN.right) / 2}" y="${SIZE.height - 10}" text-anchor="middle">${xml(texts.step)}</text>`,
    `<text x="${MARGIN.left}" y="24" font-size="15" font-weight="600">${xml(title(run))}</text>`,
    `<text x="${MARGIN.left - 52}" y="40">${xml(texts.energy)}</text>`,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}" viewBox="0 0 ${SIZE.width} ${SIZE.height}" font-family="sans-serif" font-size="12" fill="#333">
<metadata>${xml(source)}</metadata>
<title>${xml(title(run))}</title>
<rect width="${SIZE.width}" height="${SIZE.height}" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}

function title({ state }: Pick<Run, 'state'>): string {
  if (state.errors === null) return state.train;
  const energies = state.energies.map((energy, n) =>
    energy === null ? '–' : measuredEnergy(energy, state.errors?.[n] ?? null),
  );
  return `${state.train}  E = ${energies.join(', ')}`;
}

type Scale = (value: number) => number;

/** The range of each bucket as a faint band, and the means as a line; gaps where no number was finite. */
function curveOf(buckets: readonly Bucket[], n: number, x: Scale, y: Scale): string {
  const colour = COLOURS[n % COLOURS.length]!;
  const points = (pick: (bucket: Bucket) => number | null | undefined) =>
    buckets.flatMap((bucket) => {
      const value = pick(bucket);
      return value === null || value === undefined ? [] : [`${x(bucket.first)},${y(value)}`];
    });
  const band = [...points(({ high }) => high[n]), ...points(({ low }) => low[n]).reverse()];
  return (
    `<polygon points="${band.join(' ')}" fill="${colour}" fill-opacity="0.2"/>` +
    `<polyline points="${points(({ mean }) => mean[n]).join(' ')}" fill="none" stroke="${colour}" stroke-width="1.5"/>`
  );
}

function resultOf(energy: number | null, error: number, n: number, x: number, y: Scale): string {
  if (energy === null) return '';
  const colour = COLOURS[n % COLOURS.length]!;
  return (
    `<line x1="${x}" x2="${x}" y1="${y(energy - error)}" y2="${y(energy + error)}" stroke="${colour}" stroke-width="1.5"/>` +
    `<circle cx="${x}" cy="${y(energy)}" r="4" fill="#fff" stroke="${colour}" stroke-width="1.5"/>`
  );
}

/** Round numbers from low to high, about as many as asked for. */
export function ticks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count;
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((size) => size >= rough) ?? rough;
  const first = Math.ceil(low / step - 1e-9);
  const lastOne = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, lastOne - first + 1) }, (_, i) => (first + i) * step);
}

const round = (value: number): number => Math.round(value * 100) / 100;
const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

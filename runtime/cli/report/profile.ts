import type { RunEvent } from '../../events.ts';
import { formatDuration } from './duration.ts';
import { frozenLines } from './frozen.ts';
import { formatTable } from './table.ts';

const SECTIONS = ['sampling', 'energy', 'gradient', 'optimizer', 'other'] as const;
const MEANING: Record<(typeof SECTIONS)[number], string> = {
  sampling: 'moving walkers',
  energy: 'local energies',
  gradient: 'gradient of the objective',
  optimizer: 'the step of the parameters',
  other: 'the rest',
};

/** Where the time of a training went: its seconds by section, all steps together. */
export function profileOf(events: readonly RunEvent[]) {
  const steps = events.flatMap((event) => (event.type === 'step' && event.seconds ? [event] : []));
  const seconds = Object.fromEntries(
    SECTIONS.map((section) => [section, steps.reduce((total, step) => total + step.seconds![section], 0)]),
  ) as Record<(typeof SECTIONS)[number], number>;
  const resampled = steps.filter(({ reuse }) => !reuse || reuse.steps === 1).length;
  return { steps: steps.length, samplings: resampled, seconds };
}

/** The same as a table: seconds, share and milliseconds a step of each section. */
export function formatProfile(events: readonly RunEvent[]): string[] {
  const { steps, samplings, seconds } = profileOf(events);
  if (steps === 0) return ['no step of this run was timed'];
  const total = SECTIONS.reduce((sum, section) => sum + seconds[section], 0);
  const row = (name: string, value: number, meaning: string) => [
    name,
    formatDuration(value),
    `${((100 * value) / total).toFixed(1)} %`,
    `${((1000 * value) / steps).toFixed(2)} ms`,
    meaning,
  ];
  const start = events.find((event) => event.type === 'start');
  return [
    `time of ${steps} steps, new samples in ${samplings} of them`,
    ...(start ? frozenLines(start) : []),
    ...formatTable(
      [
        ['section', 'time', 'share', 'a step', ''],
        ...SECTIONS.map((section) => row(section, seconds[section], MEANING[section])),
        row('total', total, ''),
      ],
      [1, 2, 3],
    ).map((line) => `  ${line}`),
  ];
}

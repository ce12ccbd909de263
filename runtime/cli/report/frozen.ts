import type { EventOf } from '../../events.ts';

/** A line for each phase that trains a part of the parameters only. */
export function frozenLines({ phases, parameters }: Pick<EventOf<'start'>, 'phases' | 'parameters'>): string[] {
  return phases.flatMap(({ name, trained }) =>
    trained === undefined || trained === parameters
      ? []
      : [
          `phase ${name} trains ${trained} of ${parameters} parameters: the other ${percent(1 - trained / parameters)} are frozen and cost no gradient`,
        ],
  );
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

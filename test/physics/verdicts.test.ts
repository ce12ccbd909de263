import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import type { EventOf } from '../../runtime/events.ts';
import { startTraining } from '../../runtime/train/training.ts';
import { experimentOf, type ProgramParts } from './programs.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

async function resultOf(parts: ProgramParts): Promise<EventOf<'result'>> {
  const run = await startTraining(await experimentOf({ dimension: 1, ...parts }), engine, { runPath: null });
  let result: EventOf<'result'> | undefined;
  for await (const event of run.events()) if (event.type === 'result') result = event;
  return result!;
}

/** exp(N(r) − a·f), with a network that hardly learns in the steps it is given. */
const NEARLY = (exponent: string) =>
  `N = mlp { hidden = [4]; activation = tanh }\n  psi = exp(N(r)/1000 - ${exponent})`;
const GOOD: ProgramParts = {
  ansatz: NEARLY('|r|^2 / 2'),
  sampler: 'walkers = 256; sweeps = 5; acceptance = 50%',
  steps: 20,
  evaluate: 'walkers = 256; samples = 40; sweeps = 10',
};

test.each<[string, Partial<ProgramParts>, string, RegExp]>([
  ['the ground state', {}, 'converged', /come to rest/],
  [
    'a wave function whose kink hides from the Laplacian',
    { ansatz: NEARLY('|r|') },
    'below',
    /alarm: energy .* lies below the exact 0\.5, which no wave function can have/,
  ],
  [
    'proposals that are never accepted',
    { sampler: 'walkers = 256; sweeps = 5; proposal = uniform(100000)', evaluate: 'samples = 40; sweeps = 5' },
    'stuck',
    /of the walkers never moved in 200 sweeps; propose smaller moves/,
  ],
  ['a handful of samples', { evaluate: 'walkers = 4; samples = 5; sweeps = 10' }, 'few samples', /evaluate with more/],
  [
    'a potential without a lowest energy',
    { hamiltonian: 'H = -1/2 * ∇²[r] + 1/2 * |r|^2 - 1/|r|^3' },
    'few samples',
    /a single walker makes .* %.* where a potential has no lowest energy/,
  ],
  [
    'a training that was cut off',
    {
      ansatz: 'N = mlp { hidden = [8]; activation = tanh }\n  psi = exp(N(r) - |r|^2 / 9)',
      optimizer: 'adam { learning_rate = 0.002 }',
      sampler: 'walkers = 1024; sweeps = 5; acceptance = 50%; burn_in = 200',
      steps: 60,
    },
    'falling',
    /still falling/,
  ],
])('%s', async (_, parts, state, text) => {
  const { verdict } = await resultOf({ ...GOOD, ...parts });
  expect(verdict!.text).toMatch(text);
  expect(verdict!.state).toBe(state);
});

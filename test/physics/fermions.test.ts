import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAnsatz } from '../../runtime/ansatz/ansatz.ts';
import { parameterCount } from '../../runtime/ansatz/parameters.ts';
import { type Engine, openEngine } from '../../runtime/engine/index.ts';
import type { EventOf, RunEvent } from '../../runtime/events.ts';
import { type Expression, parseExperiment } from '../../runtime/experiment.ts';
import { startTraining } from '../../runtime/train/training.ts';
import { cloud, evaluateAt } from './at-walkers.ts';
import {
  binary,
  equivariantBlocks,
  exp,
  multiply,
  number,
  over,
  particle,
  square,
  type TrapParts,
  trap,
} from './fermions.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine('cpu');
});
afterAll(() => engine.dispose());

const build = (parts: TrapParts) => parseExperiment(trap(parts));

describe('the equivariant ansatz', () => {
  it.each([
    [2, 8580],
    [3, 8646],
    [4, 8712],
    [6, 8844],
  ])('has for %i particles the %i parameters that were published', (particles, count) => {
    expect(parameterCount(buildAnsatz(build({ particles })).parameters)).toBe(count);
  });

  it.each([
    [2, 1, 1],
    [4, 1, 1],
    [5, 1, 3],
    [3, 2, 2],
  ])(
    'of %i fermions in %i dimensions and %i determinants changes sign when two change places',
    async (particles, dimension, determinants) => {
      // Large weights: orbitals that are far from linear, and so from linearly dependent.
      const blocks = equivariantBlocks(16, 2, determinants).map((block) =>
        block.kind === 'equivariant' ? { ...block, weights: { kind: 'normal', std: 1 } as const } : block,
      );
      const experiment = build({ particles, dimension, blocks });
      const coordinates = particles * dimension;
      const walkers = cloud(20, coordinates, 7);
      const exchanged = Float64Array.from(walkers);
      for (let walker = 0; walker < 20; walker++)
        for (let d = 0; d < dimension; d++) {
          const at = walker * coordinates + d;
          const last = at + (particles - 1) * dimension;
          exchanged[at] = walkers[last]!;
          exchanged[last] = walkers[at]!;
        }
      const [before, after] = [
        await evaluateAt(engine, experiment, walkers),
        await evaluateAt(engine, experiment, exchanged),
      ];
      const scale = Math.max(...before.energy.map(Math.abs));
      before.logPsi.forEach((log, i) => {
        expect(after.sign[i]).toBe(-before.sign[i]!);
        expect(Math.abs(after.logPsi[i]! - log)).toBeLessThan(1e-9);
        expect(Math.abs(after.energy[i]! - before.energy[i]!) / scale).toBeLessThan(1e-9);
      });
    },
  );

  it('keeps its logarithm where its value would underflow', async () => {
    // A linear network, which far away tells particles apart as well as near.
    const blocks = equivariantBlocks(8).map((block) =>
      block.kind === 'equivariant' ? { ...block, activation: 'none' as const } : block,
    );
    const experiment = build({ particles: 2, blocks });
    const walkers = cloud(30, 2, 3, 60);
    const { logPsi, energy } = await evaluateAt(engine, experiment, walkers, 'float32');
    expect(Math.min(...logPsi)).toBeLessThan(-1000);
    for (const value of [...logPsi, ...energy]) expect(Number.isFinite(value)).toBe(true);
  });
});

describe('free fermions on a line', () => {
  const logDistance: Expression = {
    kind: 'call',
    function: 'log',
    argument: { kind: 'call', function: 'abs', argument: binary('subtract', particle('i'), particle('j')) },
  };
  const half = (count: number) =>
    over(['i'], count, multiply(number(0.5), square({ kind: 'norm', of: particle('i') })));

  it.each([2, 3, 5])('of %i particles have constant local energy A²/2', async (count) => {
    const psi = exp(binary('subtract', over(['i', 'j'], count, logDistance), half(count)));
    const { energy } = await evaluateAt(engine, build({ particles: count, blocks: [], psi }), cloud(50, count, 5));
    for (const e of energy) expect(Math.abs(e - count ** 2 / 2)).toBeLessThan(1e-7);
  });

  it('feel an interaction pair by pair', async () => {
    const walkers = cloud(10, 4, 11);
    const { terms } = await evaluateAt(engine, build({ particles: 4, strength: 10, hidden: 8 }), walkers);
    for (let b = 0; b < 10; b++) {
      const x = walkers.subarray(4 * b, 4 * b + 4);
      let pairs = 0;
      for (let i = 0; i < 4; i++)
        for (let j = i + 1; j < 4; j++)
          pairs += (10 / (Math.sqrt(2 * Math.PI) * 0.5)) * Math.exp(-((x[i]! - x[j]!) ** 2) / 0.5);
      expect(terms[2]![b]!).toBeCloseTo(pairs, 10);
      expect(terms[1]![b]!).toBeCloseTo(
        x.reduce((total, value) => total + value ** 2 / 2, 0),
        10,
      );
    }
  });

  it('are found by training', async () => {
    const events = await train(build({ particles: 2, hidden: 32, steps: 150, walkers: 256, learningRate: 3e-3 }));
    const result = events.at(-1) as EventOf<'result'>;
    expect(result.type).toBe('result');
    expect(result.energies[0]!).toBeGreaterThan(2 - 4 * result.errors[0]!);
    expect(result.energies[0]!).toBeLessThan(2.02);
  });
});

async function train(experiment: ReturnType<typeof build>): Promise<RunEvent[]> {
  const run = await startTraining(experiment, engine, { runPath: null });
  const events: RunEvent[] = [];
  for await (const event of run.events()) events.push(event);
  return events;
}

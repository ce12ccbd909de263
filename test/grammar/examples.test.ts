import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';

const EXAMPLES = join(import.meta.dirname, '../../examples');

describe('every example', () => {
  // A note says what a program cannot reach; it is no fault of it.
  it.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.qham')))('%s is right', async (name) => {
    const { diagnostics } = await loadProgram(join(EXAMPLES, name));
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it.each([
    ['spins.qham', 'Critical', 'lattice spins'],
    ['spins.qham', 'Frustrated', 'lattice spins'],
    ['electrons.qham', 'Fluid', 'periodic boxes'],
    ['electrons.qham', 'Atom', 'nuclei'],
    ['electrons.qham', 'SixInADot', 'spins of particles'],
    ['nuclei.qham', 'H2', 'spins of particles'],
    ['levels.qham', 'Levels3D', 'the subspace of several states'],
  ])('of what cannot be trained yet, %s %s, says so', async (name, train, missing) => {
    const program = await loadProgram(join(EXAMPLES, name));
    expect(() => program.experiment(train)).toThrow(
      new RegExp(`^train ${train}: this kind of training is not available yet: .*${missing}`),
    );
  });
});

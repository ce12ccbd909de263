import { CompileError, parseProgram } from 'qham/compile';
import { describe, expect, it } from 'vitest';
import { file } from '../marked.ts';
import { experimentOf } from './experiment-of.ts';

const PROGRAM = file({
  units: 'units oscillator\nparam mass = 2\nparam walkers = 100\nparam half = mass/2',
  hamiltonian: 'hamiltonian Trap(k = half) { particle r in R^3; H = -1/(2*mass) * ∇²[r] + k * |r|^2 }',
  schedule: 'schedule Plain { sampler metropolis { walkers = 2*walkers }; phase main { steps = 10 } }',
  train: 'train Ground = Trap with Net using Plain\ntrain Stiff = Trap(k = 3*mass) with Net using Plain',
});

describe('values from outside for parameters of the file', () => {
  it('reach every formula that names them, also by way of others', async () => {
    const program = await parseProgram(PROGRAM, 'a.qham');
    const values = (train: string, set = {}) => {
      const { hamiltonian, schedule } = program.experiment(train, { set });
      const [kinetic] = hamiltonian.terms;
      return [kinetic!.kind === 'kinetic' && kinetic!.coefficient, hamiltonian.parameters.k, schedule.sampler.walkers];
    };
    expect(values('Ground')).toEqual([-0.25, 1, 200]);
    expect(values('Ground', { mass: 4 })).toEqual([-0.125, 2, 200]);
    expect(values('Ground', { mass: 4, walkers: 7, k: 5 })).toEqual([-0.125, 5, 14]);
    expect(values('Stiff', { mass: 4 })).toEqual([-0.125, 12, 200]);
    // Nothing of it stays behind.
    expect(values('Ground')).toEqual([-0.25, 1, 200]);
    expect(program.parameters).toEqual(['mass', 'walkers', 'half']);
  });

  it('yield to a parameter of the Hamiltonian that has the same name', async () => {
    const text = PROGRAM.replace('(k = half)', '(k = half, mass = 1)');
    const { hamiltonian } = await experimentOf(text, { set: { mass: 4 } });
    expect(hamiltonian.parameters).toEqual({ k: 1, mass: 4 });
    expect((await parseProgram(text, 'a.qham')).parameters).toEqual(['walkers', 'half']);
  });

  it('are refused with a similar name where there is none', async () => {
    const refused = experimentOf(PROGRAM, { set: { mas: 4 } });
    await expect(refused).rejects.toThrow(CompileError);
    await expect(refused).rejects.toThrow('‘mas’ (did you mean ‘mass’?)');
    await expect(experimentOf(PROGRAM, { set: { mass: 0 } })).rejects.toThrow('QH0412');
  });
});

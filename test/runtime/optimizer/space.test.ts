/** Which equations natural gradients solve. */
import { describe, expect, it } from 'vitest';
import { slopeFor } from '../../../runtime/optimizer/index.ts';
import type { NaturalSettings } from '../../../runtime/optimizer/natural/natural-gradient.ts';

const natural = (kind: 'sr' | 'spring', space: NaturalSettings['space']): NaturalSettings => ({
  kind,
  learning_rate: 0.1,
  damping: 1e-3,
  momentum: 0.9,
  norm_constraint: null,
  space,
});

describe('the space of the equations', () => {
  it.each(['sr', 'spring'] as const)('of %s is the smaller one', (kind) => {
    expect(slopeFor(natural(kind, 'auto'), { walkers: 512, parameters: 8712 })).toBe('scores of walkers');
    expect(slopeFor(natural(kind, 'auto'), { walkers: 4096, parameters: 264 })).toBe('scores of parameters');
    expect(slopeFor(natural(kind, 'auto'), { walkers: 300, parameters: 300 })).toBe('scores of parameters');
  });

  it('is the one that the file asks for', () => {
    expect(slopeFor(natural('spring', 'walkers'), { walkers: 4096, parameters: 264 })).toBe('scores of walkers');
    expect(slopeFor(natural('spring', 'parameters'), { walkers: 16, parameters: 264 })).toBe('scores of parameters');
  });

  it('is none for an optimizer that follows a gradient', () => {
    const sgd = { kind: 'sgd' as const, learning_rate: 0.1, momentum: 0 };
    expect(slopeFor(sgd, { walkers: 16, parameters: 264 })).toBe('gradient');
  });
});

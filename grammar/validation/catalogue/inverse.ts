import { define } from './define.ts';

/** QH13: which potential has this state? */
export const inverse = {
  noUnknown: define<{ name: string }>('QH1301', 'error', 'an inverse problem without an unknown', ({ name }) => ({
    message: `${name} does not say which potential is looked for`,
    hint: 'add potential U = mlp { hidden = [64, 64] }',
  })),
  unknownIsKnown: define<{ name: string }>(
    'QH1302',
    'error',
    'an unknown potential that is no network',
    ({ name }) => ({
      message: `‘${name}’ is what is looked for, so it is a network and no formula`,
      hint: `write potential ${name} = mlp { hidden = [64, 64] }`,
    }),
  ),
  noAnchor: define<{ unknown: string }>(
    'QH1303',
    'warning',
    'a potential whose constant nothing fixes',
    ({ unknown }) => ({
      message: `a state tells its potential only up to a constant: ${unknown} and the energy can shift together`,
      hint: `fix it at one point: anchor ${unknown}([1, 0, 0]) = -1`,
    }),
  ),
  badAnchor: define<object>('QH1304', 'error', 'an anchor that does not hold the unknown potential', () => ({
    message: 'an anchor gives the unknown potential a value at one point',
    hint: 'write anchor U([1, 0, 0]) = -1',
  })),
  badRegion: define<object>('QH1305', 'error', 'a region that is none', () => ({
    message: 'this is no region to compare potentials in',
    hint: 'write cube(-5..5) or ball(5)',
  })),
};

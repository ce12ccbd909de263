import { say } from '../../localization/phrase.ts';
import { define } from './define.ts';

/** QH13: which potential has this state? */
export const inverse = {
  noUnknown: define<{ name: string }>('QH1301', 'error', say`an inverse problem without an unknown`, ({ name }) => ({
    message: say`${name} does not say which potential is looked for`,
    hint: say`add potential U = mlp { hidden = [64, 64] }`,
  })),
  unknownIsKnown: define<{ name: string }>(
    'QH1302',
    'error',
    say`an unknown potential that is no network`,
    ({ name }) => ({
      message: say`‘${name}’ is what is looked for, so it is a network and no formula`,
      hint: say`write potential ${name} = mlp { hidden = [64, 64] }`,
    }),
  ),
  noAnchor: define<{ unknown: string }>(
    'QH1303',
    'warning',
    say`a potential whose constant nothing fixes`,
    ({ unknown }) => ({
      message: say`a state tells its potential only up to a constant: ${unknown} and the energy can shift together`,
      hint: say`fix it at one point: anchor ${unknown}([1, 0, 0]) = -1`,
    }),
  ),
  badAnchor: define<object>('QH1304', 'error', say`an anchor that does not hold the unknown potential`, () => ({
    message: say`an anchor gives the unknown potential a value at one point`,
    hint: say`write anchor U([1, 0, 0]) = -1`,
  })),
  badRegion: define<object>('QH1305', 'error', say`a region that is none`, () => ({
    message: say`this is no region to compare potentials in`,
    hint: say`write cube(-5..5) or ball(5)`,
  })),
};

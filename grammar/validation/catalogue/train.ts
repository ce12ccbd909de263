import { type Phrase, say } from '../../localization/phrase.ts';
import { choicesText, define, didYouMean } from './define.ts';

/** QH09: trains and what they promise. */
export const train = {
  oneStateObjective: define<{ states: number; phase: string }>(
    'QH0901',
    'error',
    say`several states with an objective for one`,
    ({ states, phase }) => ({
      message: say`phase ${phase} minimises the energy of one state, and this train asks for ${states}`,
      hint: say`write objective = residual(1) + normalization(1) + orthogonality(40) + energy(1) in that phase, or states = 1`,
    }),
  ),
  statesCollapse: define<{ states: number; phase: string }>(
    'QH0902',
    'warning',
    say`nothing keeps the states apart`,
    ({ states, phase }) => ({
      message: say`nothing in phase ${phase} keeps the ${states} states apart: all may become the same one`,
      hint: say`add orthogonality(40) to its objective`,
    }),
  ),
  stateOutside: define<{ index: number; states: number }>(
    'QH0903',
    'error',
    say`an expectation about a state that is not trained`,
    ({ index, states }) => ({
      message:
        states === 1
          ? say`there is no state ${index}: this train has state 0 only`
          : say`there is no state ${index}: this train has states 0 to ${states - 1}`,
      hint: say`states count from 0; for more of them write states = ${index + 1}`,
    }),
  ),
  badStates: define<object>('QH0904', 'error', say`states that are not counted by whole numbers`, () => ({
    message: say`states are counted by whole numbers from 0, the lower first`,
    hint: say`write energy[0] or energy[0..4]`,
  })),
  valueCount: define<{ values: number; states: number }>(
    'QH0905',
    'error',
    say`more or fewer expected values than states`,
    ({ values, states }) => ({
      message:
        values === 1
          ? say`1 value is expected of ${states} states`
          : states === 1
            ? say`${values} values are expected of 1 state`
            : say`${values} values are expected of ${states} states`,
      hint: say`give one value for each state, or name the states: energy[0], energy[0..2]`,
    }),
  ),
  noTolerance: define<object>('QH0906', 'error', say`an expected value without a tolerance`, () => ({
    message: say`an estimate never equals a number: how close must it be?`,
    hint: say`add within 1% or within 0.01`,
  })),
  uselessTolerance: define<object>('QH0907', 'error', say`a tolerance for an interval`, () => ({
    message: say`an interval is its own tolerance`,
    hint: say`remove ‘within …’, or widen the interval`,
  })),
  badTolerance: define<object>('QH0908', 'error', say`a tolerance that is not positive`, () => ({
    message: say`a tolerance is a positive number or percentage`,
    hint: say`write within 0.01 or within 1%`,
  })),
  emptyInterval: define<{ low: number; high: number }>('QH0909', 'error', say`an interval that is empty`, (p) => ({
    message: say`no energy lies between ${p.low} and ${p.high}`,
    hint: say`the lower end comes first`,
  })),
  badTarget: define<{ expects: Phrase }>(
    'QH0910',
    'error',
    say`an expectation of something else than numbers`,
    (p) => ({
      message: say`${p.expects} is expected here`,
    }),
  ),
  unknownQuantity: define<{ name: string; quantities: readonly string[]; suggestion: string | undefined }>(
    'QH0911',
    'error',
    say`an expectation about something that is not measured`,
    ({ name, quantities, suggestion }) => ({
      message: say`‘${name}’ is not a quantity that a train measures`,
      hint: didYouMean(suggestion) ?? choicesText(quantities),
      instead: suggestion,
    }),
  ),
  transferCycle: define<{ names: readonly string[] }>(
    'QH0913',
    'error',
    say`trains that begin with each other`,
    ({ names }) => ({
      message: say`‘${names[0]!}’ begins with itself: ${[...names, names[0]!].join(' → ')}`,
      hint: say`one of them must begin afresh`,
    }),
  ),
  allFrozen: define<{ ansatz: string; phase: string | undefined }>(
    'QH0914',
    'error',
    say`nothing left to train`,
    ({ ansatz, phase }) => ({
      message:
        phase === undefined
          ? say`every block of ${ansatz} is frozen: no step could change anything`
          : say`every block of ${ansatz} is frozen in phase ${phase}: no step could change anything`,
      hint: say`freeze only what another train, or an earlier phase, has learned`,
    }),
  ),
  notObservable: define<{ given: Phrase }>('QH0915', 'error', say`an observable that is no number`, ({ given }) => ({
    message: say`${given} has no mean value`,
    hint: say`observe density(x), pair_density(x), or a formula of the coordinates such as |r|^2`,
  })),
  zeroRelative: define<object>('QH0912', 'error', say`a relative tolerance of zero energy`, () => ({
    message: say`a percentage of zero is zero: nothing could be close enough`,
    hint: say`give an absolute tolerance: within 0.01`,
  })),
};

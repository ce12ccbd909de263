import { english, inARow, listed, say, speakerOf } from '@qham/grammar';
import { describe, expect, it } from 'vitest';

const bad = (name: string) => say`there is no lattice ‘${name}’`;

describe('a phrase', () => {
  it('is English with holes, and what fills them', () => {
    expect(bad('cain')).toEqual({ english: 'there is no lattice ‘{0}’', values: ['cain'] });
    expect(say('`init = normal`')).toEqual({ english: '`init = normal`', values: [] });
  });

  it('is the same when it comes back from a file, whatever numbers are in it', () => {
    const phrase = say`${Number.NaN} of ${say`${-Infinity} and ${0.5}`}`;
    expect(JSON.parse(JSON.stringify(phrase))).toEqual(phrase);
    expect(english(phrase)).toBe('NaN of -Infinity and 0.5');
  });

  it('is said in English where nobody has translated it', () => {
    expect(english(bad('cain'))).toBe('there is no lattice ‘cain’');
    expect(speakerOf(new Map([['something else', 'etwas anderes']]))(bad('cain'))).toBe('there is no lattice ‘cain’');
  });

  it('may be built of phrases, in another order in another language', () => {
    const phrase = say`cannot add ${say`a length`} to ${say`an energy`}`;
    const german = speakerOf(
      new Map([
        ['cannot add {0} to {1}', 'zu {1} addiert man nicht {0}'],
        ['a length', 'eine Länge'],
        ['an energy', 'einer Energie'],
      ]),
    );
    expect(english(phrase)).toBe('cannot add a length to an energy');
    expect(german(phrase)).toBe('zu einer Energie addiert man nicht eine Länge');
  });

  it('leaves names as they are, also those that look like a hole or like a text', () => {
    const speak = speakerOf(new Map([['a length', 'eine Länge']]));
    expect(speak(bad('{0}'))).toBe('there is no lattice ‘{0}’');
    expect(speak(bad('a length'))).toBe('there is no lattice ‘a length’');
  });

  it('keeps braces that are no holes: programs are full of them', () => {
    expect(english(say`write N = mlp { hidden = [${32}] } {9}`)).toBe('write N = mlp { hidden = [32] } {9}');
  });

  it('counts words in a row', () => {
    expect([[], ['a'], ['a', 'b'], ['a', say`b`, 'c']].map((words) => english(listed(words)))).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
    expect(english(inARow(['a', say`b`, 'c']))).toBe('a, b, c');
    expect(speakerOf(new Map([['{0} and {1}', '{0} und {1}']]))(listed(['a', 'b', 'c']))).toBe('a, b und c');
  });
});

/** What the library of the language has, from its sources. */
import { LIBRARY_SOURCES } from '../../grammar/library/generated/sources.ts';

/** A name of the library, as it is called, with what its source says of it. */
export interface LibraryEntry {
  readonly signature: string;
  readonly documentation: string;
}

const DECLARATION = /((?:\/\/\/ .*\n)+)(param|potential|wavefunction) ([^=]*?(?:\(.*?\))?) = /g;

/** The constants (`param`), potentials or wave functions of the library, in the order of its files. */
export function libraryEntries(wanted: 'param' | 'potential' | 'wavefunction'): LibraryEntry[] {
  return Object.values(LIBRARY_SOURCES).flatMap((text) =>
    [...text.matchAll(DECLARATION)]
      .filter(([, , word]) => word === wanted)
      .map(([, comment, , signature]) => ({
        signature: signature!,
        documentation: textOf(comment!).replaceAll('\n', ' '),
      })),
  );
}

/** What all comments of the library say, line by line as they are written. */
export function libraryComments(): string[] {
  return Object.values(LIBRARY_SOURCES).flatMap((text) =>
    [...text.matchAll(DECLARATION)].map(([, comment]) => textOf(comment!)),
  );
}

const textOf = (comment: string) => comment.replaceAll(/^\/\/\/ /gm, '').trim();

import { say, type Words } from '../../localization/phrase.ts';
import { define } from './define.ts';

/** QH15: the file itself, before its text. */
export const file = {
  noFile: define<object>('QH1501', 'error', say`a file that is not there`, () => ({
    message: say`there is no such file`,
    hint: say`paths begin in the folder that qham is started in`,
  })),
  folderGiven: define<{ folder: string }>('QH1502', 'error', say`a folder in the place of a file`, ({ folder }) => ({
    message: say`this is a folder`,
    hint: say`name the files in it: ${folder}/*.qham`,
  })),
  unreadable: define<{ why: Words | undefined }>('QH1503', 'error', say`a file that cannot be read`, ({ why }) => ({
    message: why === undefined ? say`this is a device, not a file` : say`this file cannot be read: ${why}`,
  })),
  largeFile: define<{ megabytes: string }>('QH1504', 'error', say`a file that is too large`, ({ megabytes }) => ({
    message: say`this file has ${megabytes} MB; a .qham program is a page of text`,
  })),
  notText: define<{ encoded: boolean }>('QH1505', 'error', say`a file that is not text`, ({ encoded }) => ({
    message: encoded ? say`this file is not text` : say`this file is not text in UTF-8`,
    hint: encoded ? say`a .qham program is text in UTF-8` : say`save it with the encoding UTF-8`,
  })),
  emptyFile: define<object>('QH1506', 'error', say`a file without a program`, () => ({
    message: say`this file is empty`,
    hint: say('begin with `units oscillator` and a `hamiltonian`; examples/ has programs to start from'),
  })),
};

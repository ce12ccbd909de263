import { readFile, stat } from 'node:fs/promises';
import { isSystemError, systemReason } from '../fault.ts';
import type { Finding } from './finding.ts';

/** QH11: the file itself, before its text. */
export const MISSING = 'QH1101';
const CODES = {
  missing: MISSING,
  folder: 'QH1102',
  unreadable: 'QH1103',
  large: 'QH1104',
  notText: 'QH1105',
  empty: 'QH1106',
} as const;

/** Larger than any program a person writes; a data file given by mistake should not be parsed. */
const LARGEST = 5_000_000;

/**
 * Reads a program's text.
 * @returns the text without its byte order mark, and that mark or nothing; or the finding that says why there is no text
 */
export async function readSource(file: string): Promise<{ text: string; mark: string } | { finding: Finding }> {
  const fail = (code: string, message: string, hint?: string): { finding: Finding } => ({
    finding: { severity: 'error', code, message, ...(hint && { hint }), file, range: null, related: [] },
  });
  try {
    const found = await stat(file);
    if (found.isDirectory())
      return fail(CODES.folder, 'this is a folder', `name the files in it: ${file.replace(/[\\/]+$/, '')}/*.qham`);
    if (!found.isFile() && !found.isFIFO()) return fail(CODES.unreadable, 'this is a device, not a file');
    if (found.size > LARGEST)
      return fail(CODES.large, `this file has ${(found.size / 1e6).toFixed(0)} MB; a .qham program is a page of text`);
    const bytes = await readFile(file);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\0')) return fail(CODES.notText, 'this file is not text', 'a .qham program is text in UTF-8');
    if (text.trim() === '')
      return fail(
        CODES.empty,
        'this file is empty',
        'begin with `units oscillator` and a `hamiltonian`; examples/ has programs to start from',
      );
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\ufeff' : '';
    return { text, mark };
  } catch (error) {
    if (error instanceof TypeError)
      return fail(CODES.notText, 'this file is not text in UTF-8', 'save it with the encoding UTF-8');
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') return fail(CODES.missing, 'there is no such file');
    return fail(CODES.unreadable, `this file cannot be read: ${systemReason(error)}`);
  }
}

import { readFile, stat } from 'node:fs/promises';
import { catalogue, type FindingKind } from '@qham/grammar';
import { saidOf } from '../../compile/diagnostic.ts';
import { isSystemError, systemReason } from '../fault.ts';
import type { SaidFinding } from './finding.ts';

type Fail = <P>(kind: FindingKind<P>, parameters: P) => { finding: SaidFinding };

/** Larger than any program a person writes; a data file given by mistake should not be parsed. */
const LARGEST = 5_000_000;

/**
 * Reads a program's text.
 * @returns the text without its byte order mark, and that mark or nothing; or the finding that says why there is no text
 */
export async function readSource(file: string): Promise<{ text: string; mark: string } | { finding: SaidFinding }> {
  const fail: Fail = ({ code, severity, text }, parameters) => {
    return { finding: { severity, code, ...saidOf(text(parameters)), file, range: null, related: [] } };
  };
  try {
    const found = await stat(file);
    if (found.isDirectory()) return fail(catalogue.folderGiven, { folder: file.replace(/[\\/]+$/, '') });
    if (!found.isFile() && !found.isFIFO()) return fail(catalogue.unreadable, { why: undefined });
    if (found.size > LARGEST) return fail(catalogue.largeFile, { megabytes: (found.size / 1e6).toFixed(0) });
    const bytes = await readFile(file);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\0')) return fail(catalogue.notText, { encoded: true });
    if (text.trim() === '') return fail(catalogue.emptyFile, {});
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\ufeff' : '';
    return { text, mark };
  } catch (error) {
    if (error instanceof TypeError) return fail(catalogue.notText, { encoded: false });
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') return fail(catalogue.noFile, {});
    return fail(catalogue.unreadable, { why: systemReason(error) });
  }
}

import { findChromium } from './chromium.ts';
import type { EquippedVSCode } from './vscode/extension.ts';

/** What scripts/test-editor.mjs has made ready, handed over to the tests in one environment variable. */
export interface Equipment {
  /** Each with the packaged extension in it. */
  readonly vscodes: readonly { version: string; installed: EquippedVSCode | null }[];
  /** The packaged extension for this machine. */
  readonly vsix: string;
  /** The package for browsers without a machine, and what is in it, unpacked. */
  readonly webVsix: string;
  readonly web: string;
  /** The bundled Mocha suite. */
  readonly suite: string;
  /** Where the pictures of the documentation go. */
  readonly pictures: string;
  /** Where other screenshots go, to be looked at. */
  readonly results: string;
  /** Where the tests of the pages leave what docs/accessibility.md is made from. */
  readonly accessibility: string;
}

export const EQUIPMENT_VARIABLE = 'QHAM_EDITOR_EQUIPMENT';

/** The equipment of this test run. */
export function equipment(): Equipment {
  const text = process.env[EQUIPMENT_VARIABLE];
  if (text === undefined) throw new Error('start these tests with: npm run test:editor');
  return JSON.parse(text) as Equipment;
}

export const hasChromium = findChromium() !== null;

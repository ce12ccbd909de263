import { findChromium } from './chromium.ts';
import type { InstalledVSCode } from './vscode/install.ts';

/** What scripts/test-editor.mjs has made ready, handed over to the tests in one environment variable. */
export interface Equipment {
  readonly vscodes: readonly { version: string; installed: InstalledVSCode | null }[];
  /** The bundled Mocha suite. */
  readonly suite: string;
  /** Where the pictures of the documentation go. */
  readonly pictures: string;
  /** Where other screenshots go, to be looked at. */
  readonly results: string;
}

export const EQUIPMENT_VARIABLE = 'QHAM_EDITOR_EQUIPMENT';

/** The equipment of this test run. */
export function equipment(): Equipment {
  const text = process.env[EQUIPMENT_VARIABLE];
  if (text === undefined) throw new Error('start these tests with: npm run test:editor');
  return JSON.parse(text) as Equipment;
}

export const hasChromium = findChromium() !== null;

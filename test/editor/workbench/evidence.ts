import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { equipment } from '../equipment.ts';
import type { Workbench } from './workbench.ts';

/** Runs a test's body; where it fails, a picture of the window and what VS Code has logged are kept under test-results. */
export async function withEvidence(name: string, workbench: Workbench, body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    const path = join(equipment().results, `failed-${name.replaceAll(/[^\w.]+/g, '-').slice(0, 100)}`);
    const { page, server } = workbench;
    await Promise.allSettled([
      page.screenshot({ path: `${path}.png` }),
      cp(server.logs, `${path}-logs`, { recursive: true }),
      writeFile(`${path}-server.log`, server.log()),
    ]);
    throw error;
  }
}

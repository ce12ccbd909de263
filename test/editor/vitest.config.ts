import { defineConfig } from 'vitest/config';

/** The tests that need a browser or a VS Code; scripts/test-editor.mjs sets those up and says where they are. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['page/*.editor.ts', 'workbench/*.editor.ts'],
    // These bound a hang; nothing is timed by them. A test ends by what it waits for, which then says what did not come.
    testTimeout: 900_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 240_000, interval: 100 } },
    pool: 'forks',
    // Each file has its own browser and VS Code, which mostly wait, for each other and for what is drawn.
    maxWorkers: 2,
  },
});

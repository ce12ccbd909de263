import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real child processes and real training on a busy machine: these bound a hang, they time nothing.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // ONNX Runtime keeps threads of its own, which do not outlive a process but do outlive a worker thread.
    pool: 'forks',
    maxWorkers: 2,
  },
});

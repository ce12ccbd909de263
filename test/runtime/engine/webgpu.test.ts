/** The webgpu provider, on the software Vulkan driver that Debian's chromium brings along. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { OPERATIONS } from '../../../runtime/tensor/index.ts';

const FOLDER = '/usr/lib/chromium';
const driver = existsSync(`${FOLDER}/vk_swiftshader_icd.json`) && existsSync(`${FOLDER}/libvulkan.so.1`);

/** Float32 rounds by 6e-8; the longest chains stay below this. */
const ROUNDING = 1e-6;

// Without the driver this is a skip to be seen; under CI it is a failure.
test.skipIf(!driver && process.env.CI !== 'true')(
  'every operation and a wave function agree with the cpu',
  async () => {
    expect(driver, `${FOLDER} has no software Vulkan driver: apt-get install chromium`).toBe(true);
    const program = fileURLToPath(new URL('./webgpu-agreement.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
      env: { ...process.env, LD_LIBRARY_PATH: FOLDER, VK_ICD_FILENAMES: `${FOLDER}/vk_swiftshader_icd.json` },
    });
    const { device, errors } = JSON.parse(stdout) as { device: string; errors: Record<string, number> };
    expect(device).toContain('webgpu');
    const tried = new Set(Object.keys(errors).map((name) => name.split(' ')[0]));
    expect(OPERATIONS.filter(({ name }) => !tried.has(name))).toEqual([]);
    const wrong = Object.entries(errors).filter(([, error]) => !(error <= ROUNDING));
    expect(Object.fromEntries(wrong)).toEqual({});
  },
);

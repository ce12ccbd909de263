// Writes the language's own .qham files into a module, so that every bundle carries them.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'grammar/library/sources');
const names = (await readdir(folder)).filter((name) => name.endsWith('.qham')).sort();
const target = join(root, 'grammar/library/generated');
await mkdir(target, { recursive: true });
const entries = await Promise.all(
  names.map(
    async (name) => `  ${JSON.stringify(name)}: ${JSON.stringify(await readFile(join(folder, name), 'utf8'))},`,
  ),
);
await writeFile(
  join(target, 'sources.ts'),
  `/** The files of grammar/library/sources, by name. */\nexport const LIBRARY_SOURCES: Readonly<Record<string, string>> = {\n${entries.join('\n')}\n};\n`,
);

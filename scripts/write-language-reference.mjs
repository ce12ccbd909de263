// Brings the generated parts of docs/language up to date: tables of settings and diagnostics, diagrams of the grammar.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diagrams } from './language-reference/diagrams.ts';
import { filled } from './language-reference/tables.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = join(root, 'docs/language');
for (const name of await readdir(pages)) {
  if (!name.endsWith('.md')) continue;
  const path = join(pages, name);
  await writeFile(path, filled(await readFile(path, 'utf8')));
}
await mkdir(join(pages, 'diagrams'), { recursive: true });
for (const [rule, svg] of await diagrams(join(root, 'grammar')))
  await writeFile(join(pages, 'diagrams', `${rule}.svg`), `${svg}\n`);

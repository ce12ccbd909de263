// Writes every text that can be translated to extension/l10n/bundle.l10n.json. A translation is a file beside it with the same
// keys: bundle.l10n.de.json for German.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './texts/collect.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
await writeFile(join(root, 'extension/l10n/bundle.l10n.json'), bundle(root));

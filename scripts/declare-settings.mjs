// Writes the settings of extension/settings.ts into extension/package.json, where VS Code looks for them. A test fails when
// the two differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { declareSettings } from '../extension/settings.ts';

const path = new URL('../extension/package.json', import.meta.url);
const manifest = JSON.parse(readFileSync(path, 'utf8'));
manifest.contributes.configuration.properties = declareSettings();
writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);

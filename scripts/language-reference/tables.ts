/**
 * The parts of the language reference that the language itself knows: settings with defaults and reasons, diagnostics,
 * functions, kinds. A page says where they stand with a comment such as `<!-- settings: metropolis -->`.
 */
import {
  BLOCKS,
  converged,
  DIAGNOSTICS,
  density,
  english,
  evaluation,
  gaussianEnvelope,
  LATTICES,
  METHODS,
  OPERATORS,
  OPTIMIZERS,
  orbitals,
  pairDensity,
  particlesSettings,
  phase,
  reweight,
  SAMPLERS,
  SCALAR_FUNCTIONS,
  type SettingSpec,
  SPECIAL_FUNCTIONS,
  SPECIES,
  sweepSettings,
  train,
  unknownPotential,
  type Words,
} from '@qham/grammar';
import { libraryEntries } from './library.ts';

type Table = Readonly<Record<string, SettingSpec<unknown>>>;

export const TABLES: Readonly<Record<string, Table>> = {
  ...Object.fromEntries(
    [...SAMPLERS, ...OPTIMIZERS, ...BLOCKS, ...METHODS].map(({ name, table }) => [name.name, table]),
  ),
  phase,
  evaluate: evaluation,
  train,
  converged,
  reweight,
  orbitals,
  gaussian_envelope: gaussianEnvelope,
  density,
  pair_density: pairDensity,
  particles: particlesSettings,
  sweep: sweepSettings,
  inverse: unknownPotential,
} as Readonly<Record<string, Table>>;

/** The names of everything that has settings. */
export const SETTINGS_TABLES: readonly string[] = Object.keys(TABLES);

const cell = (text: Words) => english(text).replaceAll('|', '\\|');

const GENERATORS: Readonly<Record<string, (what: string) => string>> = {
  settings: settingsTable,
  diagnostics: diagnosticsTable,
  functions: () =>
    rows(
      ['function', 'value'],
      [...SCALAR_FUNCTIONS, ...SPECIAL_FUNCTIONS].map((f) => [`\`${f.signature}\``, f.documentation]),
    ),
  operators: () =>
    rows(
      ['operator', 'meaning'],
      OPERATORS.map((o) => [`\`${o.signature}\``, o.documentation]),
    ),
  species: () =>
    rows(
      ['kind', 'meaning'],
      SPECIES.map((s) => [`\`${s.name}\``, s.documentation]),
    ),
  library: libraryTable,
  lattices: () =>
    rows(
      ['lattice', 'meaning'],
      LATTICES.map((l) => [`\`${l.signature}\``, l.documentation]),
    ),
};

const LIBRARY: readonly string[] = ['param', 'potential', 'wavefunction'];

function libraryTable(word: string): string {
  if (!LIBRARY.includes(word)) throw new Error(`the library has no ${word}`);
  const entries = libraryEntries(word as Parameters<typeof libraryEntries>[0]);
  return rows(
    ['name', 'meaning'],
    entries.map(({ signature, documentation }) => [`\`${signature}\``, documentation]),
  );
}

const MARK = /<!-- (\w+)(?:: ([^>]*?))? -->\n[\s\S]*?<!-- end -->/g;

/** A page with its generated parts as they are now. @throws where a page asks for a part that there is not */
export function filled(page: string): string {
  return page.replace(MARK, (_, kind: string, what = '') => {
    const generate = GENERATORS[kind];
    if (!generate) throw new Error(`no part of the reference is called ${kind}`);
    return `<!-- ${kind}${what === '' ? '' : `: ${what}`} -->\n\n${generate(what)}\n\n<!-- end -->`;
  });
}

function settingsTable(name: string): string {
  const table = TABLES[name];
  if (!table) throw new Error(`nothing with settings is called ${name}`);
  const body = Object.entries(table).map(([key, { documentation, value, fallback }]) => [
    `\`${key}\``,
    documentation,
    value.expects,
    'shown' in fallback ? `\`${english(fallback.shown)}\`` : 'required',
    'reason' in fallback ? fallback.reason : '',
  ]);
  return rows(['setting', 'what it does', 'takes', 'default', 'why'], body);
}

function diagnosticsTable(prefixes: string): string {
  const wanted = prefixes.split(/,\s*/);
  const found = DIAGNOSTICS.filter(({ code }) => wanted.some((prefix) => code.startsWith(prefix)));
  return rows(
    ['code', 'severity', 'about'],
    found.map(({ code, severity, title }) => [code, severity, title]),
  );
}

function rows(head: readonly string[], body: readonly (readonly Words[])[]): string {
  const line = (cells: readonly Words[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...body.map(line)].join('\n');
}

/**
 * The settings of the extension, once: their types, defaults and how package.json declares them.
 * A test holds package.json to this table.
 */
const TABLE = {
  device: {
    type: 'string',
    enum: ['auto', 'cpu', 'webgpu', 'cuda', 'tensorflow'],
    default: 'auto',
  },
  threads: { type: 'integer', minimum: 0, default: 0 },
  'energies.reveal': { type: 'boolean', default: true },
  'energies.inEditor': { type: 'boolean', default: true },
  'inlayHints.parameters': { type: 'boolean', default: true },
  'inlayHints.values': { type: 'boolean', default: true },
  'inlayHints.dimensions': { type: 'boolean', default: true },
  'lens.train': { type: 'boolean', default: true },
  'lens.cost': { type: 'boolean', default: true },
  'lens.evaluate': { type: 'boolean', default: true },
  'lens.resume': { type: 'boolean', default: true },
  'lens.show': { type: 'boolean', default: true },
  'lens.compare': { type: 'boolean', default: true },
  'train.parallel': { type: 'integer', minimum: 1, default: 1 },
  'train.patience': { type: 'integer', minimum: 1, default: 60 },
  'train.linger': { type: 'integer', minimum: 1, default: 20 },
  'trace.server': { type: 'string', enum: ['off', 'messages', 'verbose'], default: 'off' },
} as const;

type Table = typeof TABLE;
type Value<Entry> = Entry extends { enum: readonly (infer Choice)[] }
  ? Choice
  : Entry extends { type: 'boolean' }
    ? boolean
    : number;

export type Settings = { readonly [Key in keyof Table]: Value<Table[Key]> };

/** Where a setting can be set: `machine-overridable` for what depends on the machine, `window` for the rest. */
const MACHINE: readonly (keyof Table)[] = ['device', 'threads'];

/**
 * Reads all settings.
 * @param get gives the value of `qham.<key>`; one that the declaration does not allow is replaced by the default
 */
export function readSettings(get: (key: string) => unknown): Settings {
  const read = Object.entries(TABLE).map(([key, entry]) => {
    const value = get(key);
    return [key, allowed(entry, value) ? value : entry.default];
  });
  return Object.fromEntries(read) as Settings;
}

function allowed(entry: Table[keyof Table], value: unknown): boolean {
  if ('enum' in entry) return (entry.enum as readonly unknown[]).includes(value);
  if ('minimum' in entry) return Number.isInteger(value) && (value as number) >= entry.minimum;
  return typeof value === entry.type;
}

/** The `contributes.configuration.properties` of package.json; each description is a key of package.nls.json. */
export function declareSettings(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(TABLE).map(([key, entry]) => [
      `qham.${key}`,
      {
        ...entry,
        scope: (MACHINE as readonly string[]).includes(key) ? 'machine-overridable' : 'window',
        markdownDescription: `%settings.${key}%`,
      },
    ]),
  );
}

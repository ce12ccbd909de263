/** Checks a value against a JSON schema, draft 4: the words that the schema of SARIF 2.1.0 uses, and an error for any other. */

export type Schema = { readonly [word: string]: unknown };
type Check = (schema: Schema, value: unknown, at: string, root: Schema) => string[];

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
};

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  uri: (text) => URL.canParse(text),
  'uri-reference': (text) => URL.canParse(text, 'file:///folder/'),
  'date-time': (text) => !Number.isNaN(Date.parse(text)),
};

const wrong = (holds: boolean, at: string, what: string) => (holds ? [] : [`${at} ${what}`]);
const elements = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const CHECKS: Readonly<Record<string, Check>> = {
  type: ({ type }, value, at) =>
    wrong(
      [type].flat().some((name) => TYPES[name as string]!(value)),
      at,
      `is no ${type}`,
    ),
  enum: (schema, value, at) => wrong((schema.enum as unknown[]).includes(value), at, `is none of ${schema.enum}`),
  pattern: ({ pattern }, value, at) =>
    wrong(typeof value !== 'string' || new RegExp(pattern as string, 'u').test(value), at, `is not like ${pattern}`),
  format: ({ format }, value, at) =>
    wrong(typeof value !== 'string' || FORMATS[format as string]!(value), at, `is no ${format}`),
  minimum: ({ minimum }, value, at) =>
    wrong(typeof value !== 'number' || value >= (minimum as number), at, `is below ${minimum}`),
  maximum: ({ maximum }, value, at) =>
    wrong(typeof value !== 'number' || value <= (maximum as number), at, `is above ${maximum}`),
  minItems: ({ minItems }, value, at) =>
    wrong(!Array.isArray(value) || value.length >= (minItems as number), at, `has fewer than ${minItems}`),
  uniqueItems: (schema, value, at) => {
    const texts = elements(value).map((element) => JSON.stringify(element));
    return wrong(schema.uniqueItems !== true || new Set(texts).size === texts.length, at, 'says something twice');
  },
  required: ({ required }, value, at) =>
    (required as string[]).flatMap((key) => wrong(!isObject(value) || Object.hasOwn(value, key), at, `has no ${key}`)),
  properties: ({ properties }, value, at, root) =>
    Object.entries(properties as Schema).flatMap(([key, schema]) =>
      isObject(value) && Object.hasOwn(value, key) ? check(schema as Schema, value[key], `${at}/${key}`, root) : [],
    ),
  additionalProperties: ({ additionalProperties, properties = {} }, value, at, root) => {
    const more = isObject(value)
      ? Object.entries(value).filter(([key]) => !Object.hasOwn(properties as Schema, key))
      : [];
    if (additionalProperties === false) return more.map(([key]) => `${at} has ${key}`);
    if (!isObject(additionalProperties)) return [];
    return more.flatMap(([key, each]) => check(additionalProperties, each, `${at}/${key}`, root));
  },
  items: ({ items }, value, at, root) =>
    elements(value).flatMap((each, i) => check(items as Schema, each, `${at}/${i}`, root)),
  anyOf: ({ anyOf }, value, at, root) => {
    const found = (anyOf as Schema[]).map((schema) => check(schema, value, at, root));
    return found.some((faults) => faults.length === 0) ? [] : found.flat();
  },
  oneOf: ({ oneOf }, value, at, root) => {
    const fitting = (oneOf as Schema[]).filter((schema) => check(schema, value, at, root).length === 0);
    return wrong(fitting.length === 1, at, `fits ${fitting.length} of the forms it may have`);
  },
  $ref: ({ $ref }, value, at, root) => {
    const path = ($ref as string).replace(/^#\//, '').split('/');
    const target = path.reduce<unknown>((schema, key) => (schema as Schema)[key], root);
    return check(target as Schema, value, at, root);
  },
};

/** Words that say nothing about values. */
const SILENT: readonly string[] = ['$schema', 'id', 'title', 'description', 'default', 'definitions'];

function check(schema: Schema, value: unknown, at: string, root: Schema): string[] {
  return Object.keys(schema)
    .filter((word) => !SILENT.includes(word))
    .flatMap((word) => {
      const make = CHECKS[word];
      if (!make) throw new Error(`the schema says ‘${word}’, which is not known here`);
      return make(schema, value, at, root);
    });
}

/** Where a value is not as a schema says. */
export function faultsOf(schema: Schema, value: unknown): string[] {
  return check(schema, value, '', schema);
}

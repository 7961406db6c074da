/** A JSON Schema (draft 2020-12) of the keywords that `violations` knows. */
export type Schema = Readonly<Record<string, unknown>>;

type Check = (value: unknown, keyword: never, schema: Schema, context: Context) => string[];
interface Context {
  readonly root: Schema;
  readonly at: string;
}

const typeOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : Number.isInteger(value)
        ? 'integer'
        : typeof value;
const isObject = (value: unknown): value is Record<string, unknown> => typeOf(value) === 'object';
const failed = (condition: boolean, { at }: Context, what: string): string[] =>
  condition ? [`${at || 'the whole'} ${what}`] : [];

/** What each keyword asks for; those of one type say nothing of values of another. */
const keywords: Readonly<Record<string, Check>> = {
  type: (value, types: string | string[], _, context) => {
    const allowed = [types].flat();
    const own = typeOf(value);
    const fits = allowed.includes(own) || (own === 'integer' && allowed.includes('number'));
    return failed(!fits, context, `is ${own}, not ${allowed.join(' or ')}`);
  },
  enum: (value, allowed: unknown[], _, context) =>
    failed(!allowed.includes(value), context, `is ${JSON.stringify(value)}, none of ${allowed.join(', ')}`),
  minimum: (value, least: number, _, context) =>
    failed(typeof value === 'number' && value < least, context, `is below ${least}`),
  exclusiveMinimum: (value, least: number, _, context) =>
    failed(typeof value === 'number' && value <= least, context, `is not above ${least}`),
  maximum: (value, most: number, _, context) =>
    failed(typeof value === 'number' && value > most, context, `is above ${most}`),
  pattern: (value, pattern: string, _, context) =>
    failed(typeof value === 'string' && !new RegExp(pattern).test(value), context, `is not ${pattern}`),
  minItems: (value, least: number, _, context) =>
    failed(Array.isArray(value) && value.length < least, context, `has fewer than ${least} items`),
  maxItems: (value, most: number, _, context) =>
    failed(Array.isArray(value) && value.length > most, context, `has more than ${most} items`),
  items: (value, items: Schema, _, { root, at }) =>
    Array.isArray(value) ? value.flatMap((item, k) => violations(item, items, root, `${at}[${k}]`)) : [],
  required: (value, names: string[], _, context) =>
    isObject(value)
      ? names.flatMap((name) => failed(!Object.hasOwn(value, name), context, `lacks ${name}`))
      : [],
  properties: (value, properties: Record<string, Schema>, _, { root, at }) =>
    isObject(value)
      ? Object.entries(properties).flatMap(([name, own]) =>
          Object.hasOwn(value, name) ? violations(value[name], own, root, `${at}.${name}`) : [],
        )
      : [],
  additionalProperties: (value, allowed: boolean, { properties = {} }, context) =>
    isObject(value) && !allowed
      ? Object.keys(value).flatMap((name) =>
          failed(!Object.hasOwn(properties as object, name), context, `has ${name}, which is not foreseen`),
        )
      : [],
  anyOf: (value, options: Schema[], _, { root, at }) => {
    const each = options.map((option) => violations(value, option, root, at));
    return each.some((faults) => faults.length === 0) ? [] : each.flat();
  },
  $ref: (value, ref: string, _, { root, at }) => {
    const definitions = root.$defs as Record<string, Schema>;
    return violations(value, definitions[ref.replace('#/$defs/', '')]!, root, at);
  },
};
const notes = new Set(['$schema', '$defs', 'title', 'description']);

/**
 * What of a value contradicts a JSON Schema; nothing where it is valid.
 *
 * @throws Error for a keyword that is not known here: a schema must not say more than is checked
 */
export function violations(value: unknown, schema: Schema, root = schema, at = ''): string[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    if (notes.has(keyword)) return [];
    const check = keywords[keyword];
    if (check === undefined) throw new Error(`the keyword ${keyword} of a schema is not known here`);
    return check(value, argument as never, schema, { root, at });
  });
}

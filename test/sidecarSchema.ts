import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Schema, violations } from './jsonSchema.js';

const path = join(import.meta.dirname, '..', 'docs', 'sidecar.schema.json');

export const sidecarSchema = JSON.parse(readFileSync(path, 'utf8')) as Schema;

/** What of a value contradicts docs/sidecar.schema.json. */
export const sidecarFaults = (value: unknown): string[] => violations(value, sidecarSchema);

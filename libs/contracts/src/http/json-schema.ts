import { z } from 'zod';
import { PAYLOADS, SYSTEM_PAYLOADS } from './command.js';

type JsonSchema = { readonly [key: string]: unknown };

/** @returns the JSON Schema of a command's payload, or null when people cannot give that command. */
export function payloadSchemaOf(type: string): JsonSchema | null {
  const shapes: { readonly [type: string]: z.ZodType } = { ...PAYLOADS, ...SYSTEM_PAYLOADS };
  const shape = shapes[type];
  return shape ? z.toJSONSchema(shape, { io: 'input' }) : null;
}

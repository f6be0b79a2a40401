import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  SerializeOptions,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiDefaultResponse, ApiHeader, ApiResponse } from '@nestjs/swagger';
import { ProblemBody } from '@vermilion/contracts';
import { problem } from '@vermilion/runtime';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

/** What a route answers: the status, and the shape to which every answer is cut; everything else is a problem. */
export const Answers = (shape: z.ZodType, status = 200) =>
  applyDecorators(
    HttpCode(status),
    SerializeOptions({ schema: shape }),
    ApiResponse({ status, description: 'Done', standardSchema: shape }),
    ApiDefaultResponse({ description: 'Problem', standardSchema: ProblemBody }),
  );

/** A route which needs an Idempotency-Key. */
export const Keyed = () =>
  ApiHeader({ name: 'Idempotency-Key', required: true, description: 'New for each action, the same for its retries' });

const KEY = /^[\x21-\x7e]{1,128}$/;

/** The key of a command. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = headerOf(context, 'idempotency-key');
  if (key === undefined || !KEY.test(key)) throw problem('key-missing');
  return key;
});

/** The version named by `If-Match: "3"`. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const version = /^"?(\d{1,9})"?$/.exec(headerOf(context, 'if-match') ?? '')?.[1];
  if (version === undefined) throw problem('precondition-missing');
  return Number(version);
});

function headerOf(context: ExecutionContext, name: string): string | undefined {
  const value = context.switchToHttp().getRequest<FastifyRequest>().headers[name];
  return typeof value === 'string' ? value : undefined;
}

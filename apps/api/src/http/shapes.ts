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

/** What may be read as a shape: lists and records need not be changeable. */
type Readable<T> = T extends object
  ? string extends keyof T
    ? AnyNames<T[string & keyof T]>
    : { readonly [Name in keyof T]: Readable<T[Name]> }
  : T;

/** What has an interface has no names beyond its own, and is a record of anything all the same. */
type AnyNames<Value> = unknown extends Value ? object : { readonly [name: string]: Readable<Value> };

/** A route whose answer is of this shape; one with another answer does not compile. */
type Answering<Shape extends z.ZodType> = <
  Route extends (...asked: never[]) => Readable<z.input<Shape>> | Promise<Readable<z.input<Shape>>>,
>(
  target: object,
  name: string,
  route: TypedPropertyDescriptor<Route>,
) => void;

/** What a route answers: the status, and the shape to which every answer is cut; everything else is a problem. */
export const Answers = <Shape extends z.ZodType>(shape: Shape, status = 200): Answering<Shape> =>
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

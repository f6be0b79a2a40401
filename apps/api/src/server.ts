import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { nestLog, problem } from '@vermilion/runtime';
import { problemOf } from '@vermilion/contracts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ApiModule, type Limits } from './api-module.js';
import type { Parts } from './parts.js';
import { stampReceipt } from './http/received.js';
import { WORKBOOK } from './registers/registers.controller.js';
import { addHeaders, SAFE_HEADERS } from './system/headers.js';
import { measure } from './system/measurements.js';
import { openApiDocument } from './system/open-api.js';
import { servePages } from './web/pages.js';

const FILES = ['application/pdf', 'image/jpeg', 'image/png'];
const REQUEST_TIMEOUT_MS = 60_000;

/** Builds the API over its parts; the caller lets it listen. */
export async function createApi(parts: Parts, limits: Limits): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: limits.bodyLimit,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    trustProxy: limits.trustedProxies ?? false,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (_error: Error, _request: unknown, reply: FastifyReply) => sayNotFound(reply),
  });
  const server: FastifyInstance = adapter.getInstance();
  addHeaders(server, parts.ledger);
  stampReceipt(server);
  await server.register(fastifyCookie);
  if (parts.pages !== null) await servePages(server, parts.pages);
  measure(parts.metrics, parts.ledger, server);
  server.removeContentTypeParser('text/plain');
  acceptFiles(server, FILES, 'POST', /\/documents(\?|$)/);
  acceptFiles(server, ['application/octet-stream'], 'PATCH', /\/uploads\/[0-9a-f-]+(\?|$)/);
  acceptFiles(server, [WORKBOOK], 'POST', /\/(registers\/[a-z]+\/imports|form\/tables\/[\w-]+\/reading)(\?|$)/);
  acceptLogoutForms(server);
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.over(parts, limits), adapter, {
    logger: nestLog(parts.log),
    // Fastify's own JSON parser stays; forms and plain text are no way to talk to this API.
    bodyParser: false,
    abortOnError: false,
  });
  const openApi = openApiDocument(app);
  server.get('/api/openapi.json', () => openApi);
  await app.init();
  return app;
}

/** An address that the router cannot even read leads nowhere; no hook has run, and the framework would tell of itself. */
function sayNotFound(reply: FastifyReply): void {
  void reply
    .status(404)
    .headers(SAFE_HEADERS)
    .type('application/problem+json; charset=utf-8')
    .send(problemOf('not-found'));
}

/** The one form that is taken: the identity provider's. */
function acceptLogoutForms(server: FastifyInstance): void {
  const form = 'application/x-www-form-urlencoded';
  server.addContentTypeParser(form, { parseAs: 'string' }, (request, body, done) => {
    if (request.url === '/auth/backchannel-logout') done(null, Object.fromEntries(new URLSearchParams(String(body))));
    else done(problem('media-not-supported'), undefined);
  });
}

/** A file is handed on as the stream that it is: its route decides how much of it may come. */
function acceptFiles(server: FastifyInstance, media: string[], method: string, route: RegExp): void {
  server.addContentTypeParser(media, (request, payload, done) => {
    const upload = request.method === method && route.test(request.url);
    if (upload) done(null, payload);
    else done(problem('media-not-supported'), undefined);
  });
}

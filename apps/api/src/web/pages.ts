import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Where the build keeps what never changes under its name. */
const ASSETS = '/assets/';
const NONCE = '__NONCE__';
/** The viewer of PDFs works apart from the page. There alone, and in nothing else, may its decoders of scanned pictures run. */
const PDF_WORKER = /\/pdf\.worker\.[^/]+$/;
const WORKER_POLICY = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'`;
const FOR_EVER = 'public, max-age=31536000, immutable';
/** What belongs to programs: an unknown address there is a problem body, never a page. */
const NO_PAGES = /^\/(api|auth|health|metrics)(\/|$|\?)/;

/**
 * Serves the built web application: its files, and its one page for every other address. Only scripts of this origin run, none inline; styles
 * are inserted by the component library, which says the nonce of the page.
 */
export async function servePages(server: FastifyInstance, directory: string): Promise<void> {
  const page = await readFile(join(directory, 'index.html'), 'utf8');
  await server.register(fastifyStatic, {
    root: join(directory, 'assets'),
    prefix: ASSETS,
    index: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', FOR_EVER);
      if (PDF_WORKER.test(path)) void reply.header('content-security-policy', WORKER_POLICY);
    },
  });
  server.addHook('onRequest', async (request, reply) => {
    if (!isPage(request)) return;
    return answer(reply, page);
  });
}

function isPage({ method, url, headers }: FastifyRequest): boolean {
  const asked = method === 'GET' && (headers.accept ?? '').includes('text/html');
  return asked && !url.startsWith(ASSETS) && !NO_PAGES.test(url);
}

function answer(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
  return reply
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(NONCE, nonce));
}

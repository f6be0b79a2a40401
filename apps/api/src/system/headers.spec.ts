import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ledger } from '@vermilion/ledger';
import fastify, { type FastifyInstance } from 'fastify';
import { servePages } from '../web/pages.js';
import { addHeaders } from './headers.js';

const PAGE = '<meta name="csp-nonce" content="__NONCE__" /><script type="module" src="/assets/page.js"></script>';
const HTML = { accept: 'text/html' };

describe('what browsers are told to be careful about', () => {
  let folder: string;
  let server: FastifyInstance;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vermilion-pages-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), PAGE);
    await writeFile(join(folder, 'assets', 'page.js'), 'export {};');
    server = fastify();
    const noClock = { read: () => Promise.reject(new Error('no database here')) } as unknown as Ledger;
    addHeaders(server, noClock);
    await servePages(server, folder);
    server.get('/api/v1/thing', () => ({ ok: true }));
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it.each(['/', '/assets/page.js', '/api/v1/thing', '/api/v1/missing'])('says it with %s', async (url) => {
    const { headers } = await server.inject({ url, headers: url === '/' ? HTML : {} });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringMatching(/camera=\(\).*microphone=\(\).*geolocation=\(\)/) as string,
      'strict-transport-security': expect.stringMatching(/max-age=\d{8}/) as string,
      'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/) as string,
    });
  });

  it('lets a page run scripts of this origin alone, and styles that know the nonce of this one answer', async () => {
    const [one, other] = await Promise.all([0, 1].map(() => server.inject({ url: '/desk', headers: HTML })));
    const nonceIn = (body = '') => /content="([^"]+)"/.exec(body)?.[1] ?? '';
    const policy = String(one?.headers['content-security-policy']);
    expect(policy).toContain(`script-src 'self';`);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonceIn(one?.body)}';`);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    for (const directive of [`base-uri 'none'`, `form-action 'self'`, `connect-src 'self'`])
      expect(policy).toContain(directive);
    expect(nonceIn(one?.body)).not.toBe(nonceIn(other?.body));
    expect(one?.headers['cache-control']).toBe('no-store');
  });

  it('answers a file of a former build with 404 and never with the page, and programs never with a page', async () => {
    const gone = await server.inject({ url: '/assets/former.js', headers: HTML });
    expect([gone.statusCode, gone.body.includes('csp-nonce')]).toEqual([404, false]);
    const missing = await server.inject({ url: '/api/v1/missing', headers: HTML });
    expect([missing.statusCode, missing.body.includes('csp-nonce')]).toEqual([404, false]);
  });
});

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { CaughtMail, MailStore } from './mail-store.js';

const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
const LARGEST_MAIL_BYTES = 10 * 1024 * 1024;

/** A mail server that keeps every mail and sends none on. */
export function createSmtpCatcher(store: MailStore): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MAIL_BYTES,
    onAuth: (_auth, _session, done) => done(null, { user: 'anyone' }),
    onData: (stream, session, done) => {
      catchMail(store, stream, session).then(
        () => done(),
        (error: Error) => done(error),
      );
    },
  });
  // A sender that goes away in the middle ends its own connection; unheard, the library's word of it would end the process.
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.syscall === 'listen') throw error;
  });
  return server;
}

async function catchMail(store: MailStore, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const parsed = await simpleParser(stream);
  const { mailFrom, rcptTo } = session.envelope;
  const mail: CaughtMail = {
    id: randomUUID(),
    receivedAt: new Date().toISOString(),
    messageId: parsed.messageId,
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map((recipient) => recipient.address),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    headers: Object.fromEntries(
      parsed.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()]),
    ),
  };
  await store.add(mail);
}

/** Reading what was caught: GET /messages, GET /messages?to=…, GET /messages/{id}, DELETE /messages, GET /health/ready. */
export function createMailReader(store: MailStore): Server {
  return createServer((request, response) => {
    answer(store, request, response).catch((error: Error) => {
      if (response.headersSent) response.destroy();
      else reply(response, 500, { error: error.message });
    });
  });
}

async function answer(store: MailStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const route = `${request.method} ${url.pathname}`;
  if (route === 'GET /health/ready') return reply(response, 200, { status: 'ok' });
  if (route === 'GET /messages') {
    response.writeHead(200, HEADERS);
    return pipeline(asJson(store.list(url.searchParams.get('to') ?? undefined)), response);
  }
  if (route === 'DELETE /messages') return reply(response, 200, { deleted: await store.clear() });
  const id = /^GET \/messages\/([\w-]+)$/.exec(route)?.[1];
  const found = await store.find(id ?? '');
  return found === null ? reply(response, 404, { error: 'not found' }) : reply(response, 200, found);
}

/** A list of any length, a mail at a time. */
async function* asJson(mails: AsyncIterable<CaughtMail>): AsyncGenerator<string> {
  let before = '[';
  for await (const mail of mails) {
    yield before + JSON.stringify(mail);
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, HEADERS);
  response.end(JSON.stringify(body));
}

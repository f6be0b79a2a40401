import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { DocumentView, UploadQuery } from '@vermilion/contracts';
import { SYSTEM, type DocumentType, type Person } from '@vermilion/domain';
import {
  attachDocument,
  businessNow,
  documentById,
  draftOf,
  pathsKnown,
  type DocumentEntry,
  type Ledger,
} from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { visibleCase } from '../cases/case-desk.js';
import { Procedures } from '../cases/procedures.js';
import { DOCUMENT_STORE, LEDGER, PROCEDURES } from '../parts.js';
import { TooLargeError, type DocumentStore, type ReceivedFile } from './document-store.js';
import { inspectFile } from './inspection.js';

/** Whoever is receiving a file of this age has finished or failed. */
const ORPHAN_AGE_MS = 60 * 60_000;
const SWEEP = 500;

/** Takes documents in and gives them out. Bytes first, then the row: what a row names is there, what no row names is swept away. */
@Injectable()
export class DocumentDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(DOCUMENT_STORE) private readonly store: DocumentStore,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  /** Receives a document for a case. The sender's right is known before the first byte is kept. */
  async attach(
    person: Person,
    caseId: string,
    query: UploadQuery,
    media: string,
    content: Readable,
  ): Promise<DocumentView> {
    const type = await this.typeFor(person, caseId, query.type);
    if (!type.media.some((allowed) => allowed === media)) throw problem('media-not-supported');
    const file = await this.receive(content, type.maxBytes);
    try {
      await inspect(file, media, query.name);
      return viewOf(await this.enter(person, caseId, query, media, file));
    } finally {
      await this.store.drop(file);
    }
  }

  /** A document with its bytes. @throws Problem `not-found` when there is none that the person may see. */
  async fetch(person: Person, id: string): Promise<{ document: DocumentEntry; content: Readable }> {
    const document = await this.ledger.read(person, (session) => documentById(session, id));
    if (!document) throw problem('not-found');
    return { document, content: await this.store.open(document.path) };
  }

  /** Removes kept files without a row: their upload broke off between rename and commit. @returns how many. */
  async sweep(): Promise<number> {
    const names = await this.store.list(ORPHAN_AGE_MS);
    let removed = 0;
    for (let at = 0; at < names.length; at += SWEEP) {
      const some = names.slice(at, at + SWEEP);
      const known = await this.ledger.read(SYSTEM, (session) => pathsKnown(session, some));
      const orphans = some.filter((name) => !known.has(name));
      await Promise.all(orphans.map((name) => this.store.remove(name)));
      removed += orphans.length;
    }
    return removed;
  }

  private async typeFor(person: Person, caseId: string, id: string): Promise<DocumentType> {
    return this.ledger.read(person, async (session) => {
      const found = await visibleCase(session, caseId);
      if (!(await draftOf(session, caseId))) throw problem('not-permitted');
      const type = this.procedures.of(found).documents.find((candidate) => candidate.id === id);
      if (!type) throw problem('document-type-unknown', { params: { type: id } });
      return type;
    });
  }

  private async receive(content: Readable, maxBytes: number): Promise<ReceivedFile> {
    try {
      return await this.store.receive(content, maxBytes);
    } catch (error) {
      if (error instanceof TooLargeError) throw problem('too-large', { params: { maxBytes } }, { connection: 'close' });
      throw error;
    }
  }

  private async enter(person: Person, caseId: string, { type, name }: UploadQuery, media: string, file: ReceivedFile) {
    const id = randomUUID();
    const path = await this.store.keep(file, id);
    const { sha256, bytes } = file;
    const document = await this.ledger.write(person, async (session) => {
      const at = await businessNow(session);
      return attachDocument(session, {
        id,
        caseId,
        type,
        sha256,
        bytes,
        media,
        name,
        path,
        uploadedBy: person.person,
        at,
      });
    });
    if (document) return document;
    await this.store.remove(path);
    throw problem('document-not-open');
  }
}

/** @throws Problem when the bytes are not what the sender says, or not a whole file. */
async function inspect(file: ReceivedFile, declared: string, name: string): Promise<void> {
  const { media, fault } = await inspectFile(file.path, file.bytes);
  if (media !== declared || !extensionsOf(media).test(name)) {
    throw problem('disguised-file', { params: { declared: `${declared} (${name})`, found: media } });
  }
  if (fault) throw problem('damaged-file', { params: { reason: fault } });
}

function extensionsOf(media: string): RegExp {
  if (media === 'application/pdf') return /\.pdf$/i;
  return media === 'image/png' ? /\.png$/i : /\.jpe?g$/i;
}

function viewOf({ path: _path, ...document }: DocumentEntry): DocumentView {
  return document;
}

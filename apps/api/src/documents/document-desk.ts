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
import { visibleCase } from '../cases/visible-case.js';
import { Procedures } from '../cases/procedures.js';
import { DOCUMENT_STORE, LEDGER, PROCEDURES } from '../parts.js';
import type { DocumentStore, ReceivedFile } from './document-store.js';
import { Inspector } from './inspector.js';
import { received } from './receipt.js';

/** Whoever is receiving a file of this age has finished or failed. */
const ORPHAN_AGE_MS = 60 * 60_000;
const SWEEP = 500;

/** What a file is, as its sender says. */
type Paper = Pick<DocumentEntry, 'id' | 'caseId' | 'type' | 'name' | 'media'>;

/** Takes documents in and gives them out. Bytes first, then the row: what a row names is there, what no row names is swept away. */
@Injectable()
export class DocumentDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(DOCUMENT_STORE) private readonly store: DocumentStore,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
    @Inject(Inspector) private readonly inspector: Inspector,
  ) {}

  /** Receives a document for a case. The sender's right is known before the first byte is kept. */
  async attach(
    person: Person,
    caseId: string,
    query: UploadQuery,
    media: string,
    content: Readable,
  ): Promise<DocumentView> {
    const type = await this.typeFor(person, caseId, query.type, media);
    const file = await received(this.store.receive(content, type.maxBytes), type.maxBytes);
    try {
      await this.inspector.refuseUnfit(file, media, query.name);
      return await this.keep(person, { id: randomUUID(), caseId, ...query, media }, file, attachDocument);
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

  /** What the procedure asks of a document. @throws Problem for whoever may not attach it, and for another kind of file. */
  async typeFor(person: Person, caseId: string, id: string, media: string): Promise<DocumentType> {
    const type = await this.ledger.read(person, async (session) => {
      const found = await visibleCase(session, caseId);
      if (!(await draftOf(session, caseId))) throw problem('not-permitted');
      return this.procedures.of(found).documents.find((candidate) => candidate.id === id);
    });
    if (!type) throw problem('document-type-unknown', { params: { type: id } });
    if (!type.media.some((allowed) => allowed === media)) throw problem('media-not-supported');
    return type;
  }

  /** Gives a file that has been looked at its lasting place, and enters it by `attach`. @throws Problem `document-not-open` */
  async keep(person: Person, paper: Paper, file: ReceivedFile, attach: typeof attachDocument): Promise<DocumentView> {
    const path = await this.store.keep(file, paper.id);
    const { sha256, bytes } = file;
    const document = await this.ledger.write(person, async (session) => {
      const at = await businessNow(session);
      return attach(session, { ...paper, sha256, bytes, path, uploadedBy: person.person, at });
    });
    if (document) return viewOf(document);
    await this.store.remove(path);
    throw problem('document-not-open');
  }
}

function viewOf({ path: _path, ...document }: DocumentEntry): DocumentView {
  return document;
}

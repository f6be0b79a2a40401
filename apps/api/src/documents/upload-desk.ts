import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { DocumentView, OpenUpload, UploadView } from '@vermilion/contracts';
import { SYSTEM, type Person } from '@vermilion/domain';
import {
  abandonedUploads,
  advanceUpload,
  attachUploaded,
  documentById,
  dropUpload,
  openUpload,
  uploadById,
  uploadsKnown,
  uploadsOf,
  type Ledger,
  type UploadEntry,
} from '@vermilion/ledger';
import { problem, Problem } from '@vermilion/runtime';
import { visibleCase } from '../cases/visible-case.js';
import { DOCUMENT_STORE, LEDGER, PART_STORE } from '../parts.js';
import { DocumentDesk } from './document-desk.js';
import type { DocumentStore, ReceivedFile } from './document-store.js';
import { Inspector } from './inspector.js';
import type { PartStore } from './part-store.js';
import { received } from './receipt.js';

/** So long an upload that broke off can be gone on with. */
const KEPT_HOURS = 7 * 24;

/**
 * Takes files in part by part. A part counts when its bytes are on the disk, not before; whoever comes back, with another tab or after a restart of
 * this process, asks for the offset and goes on from there. Only the whole file is inspected, and becomes a document.
 */
@Injectable()
export class UploadDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PART_STORE) private readonly parts: PartStore,
    @Inject(DOCUMENT_STORE) private readonly store: DocumentStore,
    @Inject(DocumentDesk) private readonly documents: DocumentDesk,
    @Inject(Inspector) private readonly inspector: Inspector,
  ) {}

  /** Begins an upload, or finds the one of the same file. @throws Problem before any byte has come, when the file cannot be taken. */
  async open(person: Person, caseId: string, wanted: OpenUpload): Promise<UploadView> {
    const { maxBytes } = await this.documents.typeFor(person, caseId, wanted.type, wanted.media);
    if (wanted.bytes > maxBytes) throw problem('too-large', { params: { maxBytes } });
    const upload = { ...wanted, id: randomUUID(), caseId, openedBy: person.person };
    const opened = await this.ledger.write(person, (session) => openUpload(session, upload));
    if (!opened) throw problem('document-not-open');
    if (opened.replaced !== null) await this.parts.remove(opened.replaced);
    return opened.upload;
  }

  /** What of a case has not arrived whole. */
  async list(person: Person, caseId: string): Promise<UploadView[]> {
    return this.ledger.read(person, async (session) => {
      await visibleCase(session, caseId);
      return [...(await uploadsOf(session, caseId))];
    });
  }

  /** @throws Problem `not-found` when it is over, or not the person's. */
  async one(person: Person, id: string): Promise<UploadEntry> {
    const upload = await this.ledger.read(person, (session) => uploadById(session, id));
    if (!upload) throw problem('not-found');
    return upload;
  }

  /** Receives a part. @throws Problem `upload-offset` when it does not begin where the last one ended; `too-large` beyond the end. */
  async receive(person: Person, id: string, offset: number, content: Readable): Promise<UploadView> {
    const { bytes, offset: safe } = await this.one(person, id);
    if (offset !== safe) throw problem('upload-offset', { params: { offset: safe } });
    const part = await received(this.parts.receive(content, bytes - offset), bytes - offset);
    try {
      const asked = { id, from: offset, bytes: part.bytes };
      const place = () => this.parts.place(part, id, offset);
      const outcome = await this.ledger.write(person, (session) => advanceUpload(session, asked, place));
      if (!outcome) throw problem('not-found');
      if (!outcome.counted) throw problem('upload-offset', { params: { offset: outcome.upload.offset } });
      return outcome.upload;
    } finally {
      await this.parts.drop(part);
    }
  }

  /** Makes the whole file a document; asked again, tells of the same one. What is refused here is forgotten. */
  async finish(person: Person, id: string): Promise<DocumentView> {
    const already = await this.finished(person, id);
    if (already) return already;
    return this.makeDocument(person, id).catch(async (error: unknown) => {
      // Whoever asked at the same time may have been faster, and taken upload and parts away.
      const meanwhile = await this.finished(person, id);
      if (meanwhile) return meanwhile;
      throw error;
    });
  }

  private finished(person: Person, id: string) {
    return this.ledger.read(person, (session) => documentById(session, id));
  }

  private async makeDocument(person: Person, id: string): Promise<DocumentView> {
    const upload = await this.one(person, id);
    const { bytes, offset } = upload;
    if (offset < bytes) throw problem('upload-incomplete', { params: { bytes, offset } });
    const file = await received(this.store.receive(this.parts.joined(id, bytes), bytes), bytes);
    try {
      await this.refuseOther(person, upload, file);
      const document = await this.documents.keep(person, upload, file, attachUploaded);
      await this.parts.remove(id);
      return document;
    } finally {
      await this.store.drop(file);
    }
  }

  /** Gives an upload up. @throws Problem `not-found` */
  async drop(person: Person, id: string): Promise<void> {
    if (!(await this.ledger.write(person, (session) => dropUpload(session, id)))) throw problem('not-found');
    await this.parts.remove(id);
  }

  /** Forgets what nobody has gone on with, and parts that belong to no upload. @returns how many were abandoned. */
  async sweep(): Promise<number> {
    const ids = await this.parts.list();
    const abandoned = await this.ledger.write(SYSTEM, (session) => abandonedUploads(session, KEPT_HOURS));
    const known = await this.ledger.read(SYSTEM, (session) => uploadsKnown(session, ids));
    await Promise.all(ids.filter((id) => !known.has(id)).map((id) => this.parts.remove(id)));
    return abandoned;
  }

  private async refuseOther(person: Person, upload: UploadEntry, file: ReceivedFile): Promise<void> {
    try {
      if (file.sha256 !== upload.sha256) throw problem('upload-differs');
      await this.inspector.refuseUnfit(file, upload.media, upload.name);
    } catch (refused) {
      // Nobody could look at it just now: what has come may be asked for again.
      if (refused instanceof Problem && refused.body.status === 503) throw refused;
      await this.drop(person, upload.id);
      throw refused;
    }
  }
}

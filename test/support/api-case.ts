import { randomUUID } from 'node:crypto';
import { sampleForm } from '@vermilion/catalogue';
import type { ProgrammeView, Receipt, SavedDraft } from '@vermilion/contracts';
import type { Form } from '@vermilion/domain';
import type { Answer, TestApi } from './api.js';
import { sampleDocument } from './sample-documents.js';

/** An application of a sample enterprise, driven through the API. Users are the demonstration's. */
export class ApiCase {
  private constructor(
    private readonly api: TestApi,
    readonly enterprise: string,
    readonly id: string,
  ) {}

  /** Opens a draft. */
  static async open(api: TestApi, enterprise = 'ENT01'): Promise<ApiCase> {
    const user = `${enterprise.toLowerCase()}-filler`;
    const opened = await api.ask<Receipt>('POST', '/cases', {
      as: user,
      key: randomUUID(),
      json: { procedure: 'smart-workshop' },
    });
    if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
    return new ApiCase(api, enterprise, opened.body.caseId);
  }

  get filler(): string {
    return `${this.enterprise.toLowerCase()}-filler`;
  }

  get approver(): string {
    return `${this.enterprise.toLowerCase()}-approver`;
  }

  /** Saves a form on top of a version of the draft. */
  save(form: Form, version: number): Promise<Answer<SavedDraft>> {
    const headers = { 'if-match': `"${version}"` };
    return this.api.ask('PUT', `/cases/${this.id}/form`, { as: this.filler, json: form, headers });
  }

  /** The form of the sample, changed at some places: `{'indicators.ncRate': 12}`. */
  form(changes: { readonly [place: string]: unknown } = {}): Form {
    const form = structuredClone(sampleForm(this.enterprise)) as { [section: string]: { [field: string]: unknown } };
    for (const [place, value] of Object.entries(changes)) {
      const [section = '', field] = place.split('.');
      if (field === undefined) (form as { [section: string]: unknown })[section] = value;
      else (form[section] ??= {})[field] = value;
    }
    return form as Form;
  }

  /** Uploads every document that is required, but for those that are named. */
  async attachAll(...without: readonly string[]): Promise<void> {
    const { body } = await this.api.ask<ProgrammeView>('GET', '/programmes/smart-workshop');
    const documents = body.documents as unknown as readonly { readonly id: string; readonly required: boolean }[];
    for (const { id } of documents.filter((document) => document.required && !without.includes(document.id))) {
      const { name, media, bytes } = sampleDocument(this.enterprise, id);
      const path = `/cases/${this.id}/documents?type=${id}&name=${encodeURIComponent(name)}`;
      const attached = await this.api.ask('POST', path, { as: this.filler, file: { media, bytes } });
      if (attached.status !== 201) throw new Error(JSON.stringify(attached.body));
    }
  }

  /** Gives a command, each time with a new key unless one is named. */
  command<Body = Record<string, unknown>>(
    as: string,
    type: string,
    payload: object,
    expectedSeq: number,
    key: string = randomUUID(),
  ) {
    return this.api.ask<Body>('POST', `/cases/${this.id}/commands`, { as, key, json: { type, payload, expectedSeq } });
  }

  /** Fills in, attaches and submits: afterwards the case is at version 3, with the district. */
  async submit(): Promise<Receipt> {
    await this.save(this.form(), 1);
    await this.attachAll();
    const submitted = await this.command<Receipt>(this.approver, 'submit', { draftVersion: 2 }, 1);
    if (submitted.status !== 200) throw new Error(JSON.stringify(submitted.body));
    return submitted.body;
  }
}

import { jest } from '@jest/globals';
import type { CaseView, ProblemBody, ProgrammeView } from '@vermilion/contracts';
import { versionHash, type Form } from '@vermilion/domain';
import { loadProcedures } from '@vermilion/catalogue';
import { getDocumentProxy } from 'unpdf';
import { ApiCase } from '../../support/api-case.js';
import { districtOf } from '../../support/api-round.js';
import { startApi, type TestApi } from '../../support/api.js';
import { download } from '../../support/download.js';

jest.setTimeout(60_000);

let api: TestApi;
let firm: ApiCase;
const office = districtOf('ENT01');

beforeAll(async () => {
  api = await startApi();
  firm = await ApiCase.open(api);
  await firm.save(firm.form(), 1);
  await firm.attachAll();
}, 120_000);
afterAll(() => api.stop());

const view = async (as: string) => (await api.ask<CaseView>('GET', `/cases/${firm.id}`, { as })).body;
const fetched = (kind: 'draft' | 'application', as: string) => download(api, `/cases/${firm.id}/${kind}.pdf`, as);

/** What stands on each page, without spaces: lines are broken where they are full. */
async function pagesOf(bytes: Buffer): Promise<string[]> {
  const file = await getDocumentProxy(new Uint8Array(bytes));
  const numbers = Array.from({ length: file.numPages }, (_, at) => at + 1);
  return Promise.all(
    numbers.map(async (number) => {
      const { items } = await (await file.getPage(number)).getTextContent();
      return items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s/g, '');
    }),
  );
}

describe('what will be submitted', () => {
  it('is printed with the form in its order, the equipment, the documents with their hashes, and the version hash on every page', async () => {
    const { draft, documents, submission } = await view(firm.filler);
    expect(submission).toBeNull();
    const pages = await pagesOf((await fetched('draft', firm.filler)).bytes);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) {
      expect(page).toContain(`版本指纹${draft?.hash}`);
      expect(page).toContain('第2版（草稿）');
    }
    const text = pages.join('');
    const { body } = await api.ask<ProgrammeView>('GET', '/programmes/smart-workshop');
    const sections = (body.form as unknown as { sections: { label: { zh: string } }[] }).sections;
    const places = sections.map(({ label }, at) => text.indexOf(`${at + 1}．${label.zh}`));
    expect(places.every((place, at) => place > (places[at - 1] ?? -1))).toBe(true);
    for (const { sha256, name } of documents) {
      expect(text).toContain(sha256);
      expect(text).toContain(name.replace(/\s/g, ''));
    }
  });

  it('has the hash that anybody can compute from form and documents by the rules', async () => {
    const { draft, documents } = await view(firm.approver);
    const procedure = loadProcedures().get('smart-workshop@1');
    if (!procedure) throw new Error('no procedure');
    const computed = versionHash(procedure, firm.id, draft?.form as Form, documents);
    expect(draft?.hash).toBe(computed);
  });

  it('is for the firm alone, and nothing is submitted yet', async () => {
    const codeOf = async (kind: 'draft' | 'application', as: string) => {
      const { status, bytes } = await fetched(kind, as);
      return [status, (JSON.parse(bytes.toString()) as ProblemBody).code];
    };
    expect(await codeOf('draft', 'ent02-filler')).toEqual([404, 'not-found']);
    expect(await codeOf('draft', office)).toEqual([403, 'role-not-permitted']);
    expect(await codeOf('application', firm.filler)).toEqual([404, 'no-such-paper']);
  });
});

describe('what was submitted', () => {
  it('has the hash and the version that the draft had, on the receipt, on the case of the firm and of the office, and on every page', async () => {
    const before = await view(firm.approver);
    const receipt = await firm.command<{ at: string }>(firm.approver, 'submit', { draftVersion: 2 }, 1);
    const { submission } = await view(firm.filler);
    expect(submission).toMatchObject({ draftVersion: 2, hash: before.draft?.hash, receivedAt: receipt.body.at });
    const seen = await view(office);
    expect(seen.submission).toEqual(submission);
    expect(seen.draft).toBeNull();
    const file = await fetched('application', office);
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    const pages = await pagesOf(file.bytes);
    for (const page of pages) expect(page).toContain(`版本指纹${submission?.hash}`);
    expect(pages.join('')).not.toContain('草稿');
    expect((await fetched('application', firm.filler)).bytes.equals(file.bytes)).toBe(true);
  });
});

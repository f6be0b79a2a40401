import type { FormDefinition } from './definition.js';
import { versionHash } from './version-hash.js';

const section = (id: string, personal: boolean) => ({
  id,
  label: { zh: id, en: id },
  fields: [],
  table: null,
  personal,
});
const form: FormDefinition = { sections: [section('basic', false), section('contact', true)] };
const procedure = { id: 'small', version: 1, form };
const content = { basic: { name: '甲' }, contact: { mobile: '13800000000' } };
const papers = [
  { type: 'b', sha256: '2' },
  { type: 'a', sha256: '1' },
];
const hash = versionHash(procedure, '2018-000001', content, papers);

describe('the hash of a version', () => {
  it('is the same for the same form and documents, in whichever order, and without what is personal', () => {
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(versionHash(procedure, '2018-000001', { basic: { name: '甲' } }, [...papers].reverse())).toBe(hash);
  });

  it('is another for another field, document, case or version of the procedure', () => {
    const others = [
      versionHash(procedure, '2018-000001', { ...content, basic: { name: '乙' } }, papers),
      versionHash(procedure, '2018-000001', content, papers.slice(1)),
      versionHash(procedure, '2018-000001', content, [{ type: 'a', sha256: '3' }, ...papers.slice(0, 1)]),
      versionHash(procedure, '2018-000002', content, papers),
      versionHash({ ...procedure, version: 2 }, '2018-000001', content, papers),
    ];
    expect(new Set([hash, ...others]).size).toBe(6);
  });
});

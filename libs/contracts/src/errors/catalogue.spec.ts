import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FORM_PROBLEM_CODES, REFUSAL_CODES } from '@vermilion/domain';
import { ERROR_CATALOGUE, placeTextsOf } from './catalogue.js';
import { PLACE_TEXTS } from './places.js';
import { problemOf, ProblemBody } from './problem.js';
import { fill, type ErrorTexts, type PlaceTexts } from './texts.js';
import { TRANSPORT_TEXTS } from './transport.js';

const root = join(import.meta.dirname, '../../../..');
/** Where the texts stand. A code is not in use because it has a text. */
const TEXTS = 'libs/contracts/src/errors/';

/** All TypeScript below a folder that is shipped, the texts themselves left out. */
function sourcesBelow(folder: string): string {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
    (file) => `${folder}/${file}`,
  );
  const shipped = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const used = shipped.filter((file) => !file.includes('node_modules') && !file.startsWith(TEXTS));
  return used.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
}

const domain = sourcesBelow('libs/domain/src');
const everything =
  domain +
  ['libs/contracts/src', 'libs/runtime/src', 'libs/ledger/src', 'libs/papers/src', 'apps/api/src']
    .map(sourcesBelow)
    .join('\n');
const chinese = /[\u4e00-\u9fff]/;

describe('the error catalogue', () => {
  it('has a status, both texts and a remedy for every code', () => {
    for (const code of REFUSAL_CODES) expect(ERROR_CATALOGUE).toHaveProperty([code]);
    for (const [code, texts] of Object.entries<ErrorTexts>(ERROR_CATALOGUE)) {
      expect([code, texts.status >= 400 && texts.status < 600]).toEqual([code, true]);
      for (const text of [texts.title, texts.detail, texts.remedy]) {
        expect([code, chinese.test(text.zh)]).toEqual([code, true]);
        expect([code, text.en.length > 3 && !chinese.test(text.en)]).toEqual([code, true]);
      }
    }
  });

  it('has both texts and a remedy for every problem that the rules can find', () => {
    const found = [...domain.matchAll(/code: '([a-z-]+)'/g)].map((match) => match[1] ?? '');
    for (const code of [...FORM_PROBLEM_CODES, ...found]) expect(PLACE_TEXTS).toHaveProperty([code]);
    for (const texts of Object.values<PlaceTexts>(PLACE_TEXTS)) {
      expect(texts.message.zh).toMatch(chinese);
      expect(texts.remedy.zh).toMatch(chinese);
      expect(texts.message.en).not.toMatch(chinese);
      expect(texts.remedy.en.length).toBeGreaterThan(3);
    }
  });

  it('holds no text that nothing uses', () => {
    const codes = [...Object.keys(TRANSPORT_TEXTS), ...Object.keys(PLACE_TEXTS)];
    const raised = everything
      .replace(/export const REFUSAL_CODES = \[[^\]]*\]/, '')
      .replace(/export const FORM_PROBLEM_CODES = \[[^\]]*\]/, '');
    expect(codes.filter((code) => !raised.includes(`'${code}'`))).toEqual([]);
  });

  it('holds no refusal that nothing refuses with, though a place or a ground may have the same name', () => {
    const said = [...everything.matchAll(/\brefuse\(([^,{]*)/g)].flatMap(([, code]) => code?.match(/'[a-z-]+'/g) ?? []);
    // What forbids acceptance is refused by the name of the obstacle: domain, stages/door.ts.
    const used = new Set([...said, "'credit-veto'", "'title-already-held'", "'barred'"]);
    expect(REFUSAL_CODES.filter((code) => !used.has(`'${code}'`))).toEqual([]);
  });

  it('fills templates and leaves nothing of them behind', () => {
    expect(fill({ zh: '上限 {max}', en: 'limit {max}, {other}' }, { max: 5 })).toEqual({
      zh: '上限 5',
      en: 'limit 5, —',
    });
  });

  it('builds a problem body that its own shape accepts', () => {
    const body = problemOf('form-invalid', {
      clause: 'form',
      problems: [{ at: 'enterprise.creditCode', code: 'bad-credit-code', params: { why: 'check' } }],
    });
    expect(ProblemBody.parse(body)).toEqual(body);
    expect(body).toMatchObject({ status: 422, code: 'form-invalid', problems: [{ at: 'enterprise.creditCode' }] });
  });

  it('fails loudly for a problem without texts', () => {
    expect(() => placeTextsOf('nobody-wrote-this')).toThrow('nobody-wrote-this');
  });
});

import { ERROR_CATALOGUE, placeTextsOf, textsOf, type ErrorCode } from './catalogue.js';
import { PLACE_TEXTS } from './places.js';
import { problemOf } from './problem.js';
import { fill, type Params } from './texts.js';

const opens = '2018-03-01T00:00:00+08:00';
const closes = '2018-04-01T00:00:00+08:00';
const record = { source: '信用中国（河南郑州）', until: '2019-01-01', title: '', barredUntil: '' };
const endless = { ...record, until: '' };
const faster = {
  by: '中牟县工信局',
  byEn: 'Zhongmu',
  what: '受理',
  whatEn: 'accepted',
  at: '2018-03-08T09:05:00.250+08:00',
};

/** What each error is given, as the rules and the API give it; every way in which it may be given. What is not listed needs nothing. */
const GIVEN: { readonly [code in ErrorCode]?: readonly Params[] } = {
  'signers-pending': [{ pending: 2 }],
  'urged-already': [{ next: '2018-03-09' }],
  'extension-too-long': [{ most: 5, days: 9 }],
  'round-not-open': [{ opens }, { opens: '' }],
  'round-over': [{ closes }],
  'candidates-frozen': [{ cutOff: closes }],
  'own-firm-listed': [{ cases: '2018-000001, 2018-000002' }],
  'candidates-pending': [{ pending: 3 }],
  'notice-end-unknown': [{ year: 2027 }],
  'credit-veto': [record, endless],
  'title-already-held': [{ ...endless, title: 'SW-2017-003' }],
  barred: [{ ...endless, barredUntil: '2020-02-29' }],
  'credit-not-repaired': [record, endless],
  'stale-version': [faster],
  'version-unknown': [{ expectedSeq: 9 }],
  'draft-version-stale': [{ current: 4 }],
  'too-large': [{ maxBytes: 20_971_520 }],
  'malware-found': [{ found: 'Eicar-Test-Signature' }],
  'step-up-required': [{ minutes: 15 }],
  'erasure-case-open': [{ caseId: '2018-000001' }],
  'erasure-title-in-force': [{ certificateNumber: 'SW-2018-001' }],
  'erasure-period': [{ until: '2028-06-20', reason: '申报材料保管10年' }],
  'upload-offset': [{ offset: 4096 }],
  'upload-incomplete': [{ bytes: 9000, offset: 4096 }],
  'disguised-file': [{ declared: 'application/pdf (a.pdf)', found: 'text/html' }],
  'damaged-file': [{ reason: 'no end of file' }],
  'unprintable-character': [{ characters: '😀' }],
  'register-faulty': [{ faults: 2 }],
  'certificate-not-valid': [{ status: 'revoked' }],
  'document-type-unknown': [{ type: 'selfie' }],
  'procedure-unknown': [{ procedure: 'nothing' }],
  'procedure-without-rounds': [{ procedure: 'smart-workshop-review' }],
  'clock-backwards': [{ now: opens }],
  'calendar-year-published': [{ year: 2018, source: '国办发明电〔2017〕12号' }],
};

const gate = { computed: '58.333', numerator: 7, denominator: 12 };
const PLACES_GIVEN: { readonly [code in keyof typeof PLACE_TEXTS]?: readonly Params[] } = {
  'too-few-rows': [{ rows: 0, minRows: 1 }],
  'too-many-rows': [{ rows: 20_001, maxRows: 20_000 }],
  'too-long': [{ length: 501, maxLength: 500 }],
  'out-of-range': [{ min: 0, max: 20, given: 21 }, { value: -1, min: 0, max: null }, { min: null, max: 9 }, { min: 1 }],
  'too-many-decimals': [{ decimals: 2 }],
  'bad-credit-code': [{ why: 'check' }],
  'more-networked-than-present': [{ networkedQty: 3, qty: 2 }],
  'networked-without-control': [{ networkedQty: 3 }],
  'duplicate-sequence': [{ seq: 2, firstRow: 2 }],
  'declared-differs': [{ ...gate, declared: 60 }],
  'gate-not-met': [{ ...gate, atLeast: 70 }],
  duplicate: [{ count: 2 }],
  'wrong-media': [{ media: 'text/html', allowed: 'application/pdf' }],
  'too-large': [{ bytes: 9, maxBytes: 8 }],
  'off-step': [{ step: 0.5, given: 7.3 }],
  'comment-required': [{ below: 12 }],
  'unknown-target': [{ target: 'workshop.nothing' }],
  malformed: [{ expected: 'Invalid input: expected string' }],
  'above-cap': [{ cap: 3, given: 4, used: 1 }],
  twice: [{ case: '2018-000001' }],
  'unknown-case': [{ case: '2018-000001' }],
  'not-ready': [{ case: '2018-000001' }],
  'already-forwarded': [{ case: '2018-000001' }],
  'documents-outstanding': [{ case: '2018-000001' }],
  'credit-veto': [record, endless],
  'credit-blocked': [record, endless],
  'title-already-held': [{ ...endless, title: 'SW-2017-003' }],
  barred: [{ ...endless, barredUntil: '2020-02-29' }],
  'outside-first-return': [{ target: 'document:photos' }],
  'not-deferrable': [{ document: 'photos' }],
  'promised-though-attached': [{ document: 'photos' }],
  'promised-twice': [{ document: 'photos' }],
  'promise-too-late': [{ today: '2018-03-01', last: '2018-03-15' }],
  'promise-not-trusted': [record, endless],
  'day-outside-year': [{ date: '2018-01-01', year: 2019 }],
  'day-twice': [{ date: '2018-01-01' }],
  'make-up-on-a-weekday': [{ date: '2018-03-01' }],
  'statutory-day-missing': [{ day: '10-01' }],
  'day-known-otherwise': [{ date: '2018-12-31' }],
  'unknown-choice': [{ choices: '一般、严重' }],
  'too-many-columns': [{ column: 51, maxColumns: 50 }],
  'twice-in-file': [{ row: 3 }],
  'ends-before-start': [{ first: '2018-06-20' }],
};

/** A word left open, a date as machines write it, brackets with nothing in them, a place that was not filled. */
const UNFINISHED = /—|\dT\d\d:|[（(][，,\s]*[）)]|至[）)]|until *\)|[{}[\]]/;
const variantsOf = (given: readonly Params[] | undefined): readonly Params[] => given ?? [{}];

describe('what is said to people when something is refused', () => {
  it.each(Object.keys(ERROR_CATALOGUE) as ErrorCode[])('%s is said in full', (code) => {
    for (const params of variantsOf(GIVEN[code])) {
      const { title, detail, remedy, en } = problemOf(code, { params });
      for (const said of [title, detail, remedy, en.title, en.detail, en.remedy]) expect(said).not.toMatch(UNFINISHED);
    }
  });

  it.each(Object.keys(PLACE_TEXTS) as (keyof typeof PLACE_TEXTS)[])('at a place, %s is said in full', (code) => {
    for (const params of variantsOf(PLACES_GIVEN[code])) {
      const { message, remedy } = placeTextsOf(code);
      const { zh, en } = fill(message, params);
      for (const said of [zh, en, remedy.zh, remedy.en]) expect(said).not.toMatch(UNFINISHED);
    }
  });

  it('both languages of a text speak of the same things', () => {
    const own = (name: string) => name.replace(/En$/, '');
    const words = (text: string) =>
      [...new Set([...text.matchAll(/\{(\w+(?::end)?)\}/g)].map(([, name = '']) => own(name)))].sort();
    const details = (Object.keys(ERROR_CATALOGUE) as ErrorCode[]).map((code) => textsOf(code).detail);
    for (const { zh, en } of [...details, ...Object.values(PLACE_TEXTS).map(({ message }) => message)])
      expect(words(en)).toEqual(words(zh));
  });
});

describe('how a text is filled', () => {
  const text = {
    zh: '自{from}起，{to:end}截止[（来源：{source}）]',
    en: 'from {from}; ends {to:end}[ (source: {source})]',
  };

  it('what begins at midnight begins at 0时, what ends then at 24时 of the day before', () => {
    expect(fill(text, { from: opens, to: closes, source: '通知' })).toEqual({
      zh: '自2018年3月1日0时起，2018年3月31日24时截止（来源：通知）',
      en: 'from 2018-03-01 00:00; ends the end of 2018-03-31 (source: 通知)',
    });
  });

  it.each([undefined, null, ''])('a part in brackets falls away when its word is %p', (source) => {
    expect(fill(text, { from: '2018-03-01', to: '3月底', source })).toEqual({
      zh: '自2018年3月1日起，3月底截止',
      en: 'from 2018-03-01; ends 3月底',
    });
  });

  it('elsewhere what is not known stays visible, and nothing but a date is rewritten', () => {
    expect(fill({ zh: '{a}、{b}、{c}', en: '{a}, {b}, {c}' }, { a: '2018-02-30', b: 0 }).zh).toBe('2018-02-30、0、—');
  });
});

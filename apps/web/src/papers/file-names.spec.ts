import { loadProcedures } from '@vermilion/catalogue';
import { fileRefusal, kindsOf, sizeText } from './file-refusal.js';
import { matchFiles } from './match-files.js';
import { nextPart, waitBefore } from './part-size.js';

const types = loadProcedures().get('smart-workshop@1')?.documents ?? [];
const typeOf = (name: string) => matchFiles([{ name }], types)[0]?.type;

describe('several files at once', () => {
  it('are known by the names that people give them', () => {
    expect(typeOf('03_营业执照（副本）.pdf')).toBe('business-licence');
    expect(typeOf('2017年度审计报告.pdf')).toBe('audit-report');
    expect(typeOf('真实性承诺书-盖章.jpg')).toBe('commitment');
    expect(typeOf('信用查询 截图.png')).toBe('credit-screenshot');
    expect(typeOf('车间现场照片.pdf')).toBe('photos');
  });

  it('are left to the person when the name says nothing', () => {
    expect(typeOf('扫描件0001.pdf')).toBeNull();
    expect(typeOf('报告.pdf')).toBeNull();
  });

  it('never go for the same document', () => {
    const matched = matchFiles([{ name: '营业执照1.pdf' }, { name: '营业执照2.pdf' }], types);
    expect(matched.map(({ type }) => type)).toEqual(['business-licence', null]);
  });
});

describe('a file', () => {
  const type = { media: ['application/pdf', 'image/jpeg'], maxBytes: 10_485_760 } as unknown as (typeof types)[number];

  it('is told beside it why it cannot be taken', () => {
    expect(fileRefusal({ type: 'application/pdf', size: 10_485_760 }, type)).toBeNull();
    expect(fileRefusal({ type: 'application/pdf', size: 10_485_761 }, type)).toBe('large');
    expect(fileRefusal({ type: 'application/msword', size: 1 }, type)).toBe('media');
    expect(fileRefusal({ type: 'image/jpeg', size: 0 }, type)).toBe('empty');
  });

  it('has a size and a kind in words', () => {
    expect([10, 2048, 10_485_760, 12_999_999].map(sizeText)).toEqual(['10 B', '2 KB', '10 MB', '12.4 MB']);
    expect(kindsOf(type)).toBe('PDF、JPEG');
  });
});

describe('the size of parts and the time between tries', () => {
  it('follow the line', () => {
    expect([nextPart(524_288, 100), nextPart(524_288, 2_000), nextPart(524_288, 9_000)]).toEqual([
      1_048_576, 524_288, 262_144,
    ]);
    expect([nextPart(4_194_304, 1), nextPart(131_072, Infinity)]).toEqual([4_194_304, 131_072]);
  });

  it('grow to half a minute and no further', () => {
    expect([1, 2, 3, 9].map((failures) => waitBefore(failures, 1))).toEqual([1_000, 2_000, 4_000, 30_000]);
    expect(waitBefore(1, 0)).toBe(750);
  });
});

import jsQR from 'jsqr';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { awardLetter, type AwardLetterData } from './award-letter.js';
import { certificate, type CertificateData } from './certificate.js';
import { letter, type LetterData } from './letter.js';
import { UnprintableCharacterError } from '../print/printable.js';

const issuer = '郑州市工业和信息化委员会';
const verifyUrl = 'https://vermilion.example/verify/ZZ-2018-0001';

const award: AwardLetterData = {
  issuer,
  documentNumber: '郑工信〔2018〕12号',
  title: '关于公布2018年度郑州市智能车间认定名单的通知',
  recipients: '各县（市、区）工信主管部门，各有关单位',
  paragraphs: ['根据《郑州市人民政府关于印发〈行动纲要〉的通知》（郑政〔2016〕34号），现予认定（名单见附件）。'],
  listTitle: '2018年度郑州市智能车间认定名单',
  entries: [
    { enterprise: '郑州甲示例客车有限公司', workshop: '焊装车间', district: '管城回族区' },
    { enterprise: '河南乙示例䶮㛃𬭎制造有限公司', workshop: '齿轮车间', district: '中牟县' },
  ],
  signedOn: '2018-06-20',
  sample: false,
  verifyUrl,
};

const title: CertificateData = {
  issuer,
  documentNumber: '郑工信〔2018〕12号',
  title: '郑州市智能车间',
  organisation: '郑州甲示例客车有限公司',
  workshop: '焊装车间',
  certificateNumber: 'ZZ-2018-0001',
  validFrom: '2018-06-20',
  validUntil: '2021-06-19',
  issuedOn: '2018-06-20',
  printedOn: '2018-07-02',
  verifyUrl,
  sample: false,
};

const refusal: LetterData = {
  issuer,
  number: '郑工信告〔2018〕7号',
  title: '不予认定告知书',
  addressee: '河南乙示例制造有限公司',
  sections: [
    { heading: '审查情况', paragraphs: ['评审得分为58.5分，低于合格线60分。'] },
    {
      heading: '决定与理由',
      paragraphs: ['决定不予认定，各评审项得分如下：'],
      table: {
        columns: [
          { title: '评审项', share: 3, align: 'left' },
          { title: '得分', share: 1, align: 'right' },
        ],
        rows: [['生产过程管控', '9.0']],
      },
    },
  ],
  remedy: ['自收到本告知书之日起60日内可以申请行政复议。'],
  signedOn: '2018-06-20',
  sample: false,
};

/** The texts of a file page by page, in the order and places in which a reader finds them. */
async function pagesOf(file: Buffer) {
  const document = await getDocumentProxy(new Uint8Array(file));
  const numbers = Array.from({ length: document.numPages }, (_, at) => at + 1);
  return Promise.all(
    numbers.map(async (number) => {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const lines = items.flatMap((item) => ('str' in item && item.str.trim() ? [item] : []));
      return { page, lines, text: lines.map(({ str }) => str).join('\n') };
    }),
  );
}

const textOf = async (file: Buffer) => (await pagesOf(file)).map(({ text }) => text).join('\f');

/** The squares that a page draws, as a camera would see them: black on white, with a white margin. */
async function scanned(file: Buffer, pageNumber: number): Promise<string | undefined> {
  const { page } = (await pagesOf(file))[pageNumber - 1] ?? {};
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page!.getOperatorList();
  const squares = fnArray.flatMap((operator, at) => {
    const [, [path]] = operator === OPS.constructPath ? (argsArray[at] as [number, [Float32Array]]) : [0, []];
    return path && path.length > 1000 ? corners(path) : [];
  });
  const side = squares[0]!.side;
  const left = Math.min(...squares.map(({ x }) => x));
  const top = Math.min(...squares.map(({ y }) => y));
  const size = 400;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const { x, y } of squares)
    for (let down = 0; down < 6; down += 1)
      for (let right = 0; right < 6; right += 1) {
        const column = Math.round((x - left) / side) * 6 + right + 40;
        const row = Math.round((y - top) / side) * 6 + down + 40;
        pixels.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3);
      }
  // The module is a script for browsers and for Node alike; its types know only the first.
  const decode = jsQR as unknown as { default?: typeof jsQR.default } & typeof jsQR.default;
  return (decode.default ?? decode)(pixels, size, size)?.data;
}

/** Upper left corner and side of each rectangle of a path: a move, three lines, a close. */
function corners(path: Float32Array): { x: number; y: number; side: number }[] {
  const found: { x: number; y: number; side: number }[] = [];
  for (let at = 0; at + 12 < path.length; at += 13)
    found.push({ x: path[at + 1]!, y: path[at + 2]!, side: Math.abs(path[at + 4]! - path[at + 1]!) });
  return found;
}

describe('A recognition document (GB/T 9704-2012)', () => {
  it('names organ, number, addressees, decision, date and every recognised workshop with its district', async () => {
    const text = await textOf(await awardLetter(award));
    for (const part of [
      `${issuer}文件`,
      '郑工信〔2018〕12号',
      '各县（市、区）工信主管部门，各有关单位：',
      '2018年6月20日',
    ])
      expect(text).toContain(part);
    for (const { enterprise, workshop, district } of award.entries)
      expect(text.replaceAll('\n', '')).toContain(enterprise + workshop + district);
    expect(text).toContain('附件：2018年度郑州市智能车间认定名单');
    expect(text).toContain(verifyUrl);
  });

  it('sets full lines of 28 characters between margins of 28 mm, the list on a page of its own, pages as — 1 —', async () => {
    const paragraphs = ['经企业自愿申报县级审核推荐专家评审现场核查和社会公示'.repeat(8)];
    const pages = await pagesOf(await awardLetter({ ...award, paragraphs }));
    const [first, second] = pages;
    const full = first!.lines.filter(({ str }) => [...str].length === 28);
    expect(full.length).toBeGreaterThan(4);
    expect(full[0]!.transform[4]).toBeCloseTo((28 * 72) / 25.4, 1);
    expect(full[0]!.width).toBeCloseTo((156 * 72) / 25.4, 0);
    expect(full[1]!.transform[5] - full[2]!.transform[5]).toBeCloseTo((225 * 72) / 25.4 / 22, 1);
    expect(first!.page.view.map(Math.round)).toEqual([0, 0, 595, 842]);
    expect(pages.map(({ text }) => /— \d+ —/.exec(text)?.[0])).toEqual(pages.map((_, at) => `— ${at + 1} —`));
    const list = pages.findIndex(({ lines }) => lines[0]?.str === '附件');
    expect(list).toBe(pages.length - 1);
    expect(second).toBeDefined();
  });

  it('leaves no signature alone on a page, however long the text is', async () => {
    for (let length = 1; length <= 14; length += 1) {
      const paragraphs = Array.from({ length }, (_, at) => `第${at + 1}项要求应当按照有关规定认真落实。`);
      const pages = await pagesOf(await awardLetter({ ...award, paragraphs }));
      const signed = pages.find(({ text }) => text.includes('2018年6月20日'));
      expect(signed?.text).toContain(`第${length}项`);
    }
  });

  it('repeats the head of the list on each page and loses no row of three hundred', async () => {
    const entries = Array.from({ length: 300 }, (_, at) => ({
      enterprise: `郑州第${at + 1}号示例制造有限公司`,
      workshop: '焊装车间',
      district: '航空港经济综合实验区',
    }));
    const pages = await pagesOf(await awardLetter({ ...award, entries }));
    const listed = pages.slice(1).map(({ text }) => text.replaceAll('\n', ''));
    expect(listed.every((text) => text.includes('序号企业名称车间名称县区'))).toBe(true);
    for (const { enterprise } of entries) expect(listed.join('')).toContain(enterprise);
  });
});

describe('A certificate', () => {
  it('says who holds which title, by which document, from when until when, and as of which day', async () => {
    const [only, ...more] = await pagesOf(await certificate(title));
    expect(more).toEqual([]);
    expect(only!.page.view.map(Math.round)).toEqual([0, 0, 842, 595]);
    for (const part of [
      '郑州甲示例客车有限公司：',
      'ZZ-2018-0001',
      '郑工信〔2018〕12号',
      '2018年6月20日至2021年6月19日',
    ])
      expect(only!.text).toContain(part);
    expect(only!.text.replaceAll('\n', '')).toContain('你单位“焊装车间”为郑州市智能车间');
    expect(only!.text).toContain('本证书于打印之日（2018年7月2日）有效');
  });

  it('keeps everything apart and inside its frame, however long the names and the address are', async () => {
    const long: CertificateData = {
      ...title,
      issuer: '郑州航空港经济综合实验区（郑州新郑综合保税区）管理委员会',
      organisation: '郑州甲示例集团股份有限公司航空港区第二智能装备制造分公司',
      workshop: '基于工业互联网平台的高端液压支架结构件机器人焊接与智能仓储物流配送一体化示范车间'.repeat(2),
      verifyUrl: `${verifyUrl}?key=${'0123456789'.repeat(9)}`,
    };
    const [only, ...more] = await pagesOf(await certificate(long));
    expect(more).toEqual([]);
    const boxes = only!.lines.map(({ transform, width, height, str }) => {
      const [left, bottom] = [transform[4] as number, transform[5] as number];
      return { str, left, bottom, right: left + width, top: bottom + height * 0.8 };
    });
    for (const box of boxes) {
      expect(box.left).toBeGreaterThan((24 * 72) / 25.4);
      expect(box.right).toBeLessThan(842 - (24 * 72) / 25.4);
      expect(box.bottom).toBeGreaterThan((20 * 72) / 25.4);
      const covered = boxes.filter((other) => other !== box && other.left < box.right && other.right > box.left);
      expect(covered.filter((other) => other.bottom < box.top && other.top > box.bottom)).toEqual([]);
    }
  });

  it('and a recognition document carry the address of the public check as a code that a camera reads', async () => {
    expect(await scanned(await certificate(title), 1)).toBe(verifyUrl);
    expect(await scanned(await awardLetter(award), 2)).toBe(verifyUrl);
  });
});

describe('A notice letter (GB/T 9704-2012, 10.1)', () => {
  it('numbers its headings, shows its table and ends with the remedy', async () => {
    const text = await textOf(await letter(refusal));
    const order = [
      '郑工信告〔2018〕7号',
      '不予认定告知书',
      '一、审查情况',
      '二、决定与理由',
      '生产过程管控',
      '三、救济途径',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(text).not.toContain('— 1 —');
  });

  it('without a number and a remedy prints neither', async () => {
    const text = await textOf(await letter({ ...refusal, number: null, remedy: [] }));
    expect(text).not.toContain('〔');
    expect(text).not.toContain('救济途径');
  });
});

describe('Every paper', () => {
  const papers: [string, (sample: boolean) => Promise<Buffer>][] = [
    ['a recognition document', (sample) => awardLetter({ ...award, sample })],
    ['a certificate', (sample) => certificate({ ...title, sample })],
    ['a letter', (sample) => letter({ ...refusal, sample })],
  ];

  it.each(papers)('%s is marked 样张 on each page under a manual clock, and only then', async (_, print) => {
    for (const { text } of await pagesOf(await print(true))) {
      expect(text.split('\n')).toContain('样张');
      expect(text).toContain('业务时钟为人工设置');
    }
    expect(await textOf(await print(false))).not.toMatch(/样张|业务时钟|Specimen/);
  });

  it.each(papers)('%s embeds only the characters used, and comes out the same from the same data', async (_, print) => {
    const file = await print(false);
    const fonts = file.toString('latin1').match(/\/BaseFont \/[A-Za-z+-]+/g) ?? [];
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/^\/BaseFont \/[A-Z]{6}\+NotoSerifSC-/);
    expect(file.toString('latin1').match(/\/FontFile2 /g)).toHaveLength(fonts.length / 2);
    expect(file.length).toBeLessThan(300_000);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await print(false)).equals(file)).toBe(true);
  });

  it('prints rare characters of names, and is refused rather than printed with a hole in it', async () => {
    expect(await textOf(await letter({ ...refusal, addressee: '䶮㛃𬭎𠅤㥄' }))).toContain('䶮㛃𬭎𠅤㥄：');
    const attempt = letter({ ...refusal, addressee: '示例🙂公司🙂' });
    await expect(attempt).rejects.toThrow(UnprintableCharacterError);
    await expect(attempt).rejects.toMatchObject({
      code: 'unprintable-character',
      characters: ['🙂'],
      params: { characters: '🙂 (U+1F642)' },
    });
  });

  it('is not dated on a day that does not exist', async () => {
    await expect(letter({ ...refusal, signedOn: '2018-02-29' })).rejects.toThrow('not a calendar date');
  });
});

import type { ProgrammeView } from '@vermilion/contracts';
import { loadProcedures } from '@vermilion/catalogue';
import { nameOfPlace } from './place-name.js';

const programme = loadProcedures().get('smart-workshop@2') as unknown as ProgrammeView;
const name = (at: string) => nameOfPlace(programme, at, { language: 'zh', row: (number) => `第${number}行` });

describe('places of a form in its own words', () => {
  it.each([
    ['workshop.summary', '车间情况 车间建设情况'],
    ['equipment', '设备清单'],
    ['equipment[3]', '设备清单 第4行'],
    ['equipment[0].qty', '设备清单 第1行 数量'],
    ['document:audit-report', '上年度审计报告'],
  ])('%s is %s', (at, words) => expect(name(at)).toBe(words));

  it.each(['payload.opinion', 'basic.nothing', 'document:nothing', '第3行·数量', ''])('%s stays as it is', (at) =>
    expect(name(at)).toBe(at),
  );
});

import fc from 'fast-check';
import type { Field, FieldType, Section } from '@vermilion/domain';
import { pastedRows } from './pasted-rows.js';

const field = (id: string, type: FieldType, zh: string): Field => ({
  id,
  type,
  label: { zh, en: id },
  required: true,
});
const equipment: Section = {
  id: 'equipment',
  label: { zh: '装备清单', en: 'Equipment' },
  fields: [
    field('name', 'text', '名称'),
    field('count', 'integer', '台数'),
    field('price', 'decimal', '单价'),
    field('networked', 'boolean', '是否联网'),
  ],
  table: { minRows: 1, maxRows: 500 },
  personal: false,
};
const paste = (text: string) => pastedRows(equipment, text, { yes: '有', no: '无' });
const faultsOf = (text: string) => paste(text).faults.map(({ row, field: { id }, value }) => `${row} ${id} ${value}`);

describe('rows pasted from a spreadsheet (装备清单: what cannot be read is said, never guessed)', () => {
  it('lines are rows, tabs are columns, thousands have commas', () => {
    expect(paste('数控机床\t12\t1,250.5\t是\r\n机器人\t3\t80\t无\r\n')).toEqual({
      rows: [
        { name: '数控机床', count: 12, price: 1250.5, networked: true },
        { name: '机器人', count: 3, price: 80, networked: false },
      ],
      faults: [],
    });
  });

  it('the names of the columns, in either language, are no row; the same word further down is one', () => {
    expect(paste('名称\t台数\t单价\t是否联网\n机床\t1\t2\t是').rows).toHaveLength(1);
    expect(paste('name\tcount\tprice\tnetworked\n机床\t1\t2\t是').rows).toHaveLength(1);
    expect(paste('机床\t1\t2\t是\n名称\t1\t2\t是').rows.map(({ name }) => name)).toEqual(['机床', '名称']);
  });

  it('a cell that cannot be read is named with its row, and left empty', () => {
    expect(faultsOf('机床\t约十\t1e999\t也许\n机床\t1.5\t2\t是')).toEqual([
      '1 count 约十',
      '1 price 1e999',
      '1 networked 也许',
      '2 count 1.5',
    ]);
    expect(paste('机床\t约十\t2\t是').rows).toEqual([{ name: '机床', count: null, price: 2, networked: true }]);
  });

  it('a figure that is not there yet is no fault: the form names it', () => {
    expect(paste('机床\t\t')).toEqual({
      rows: [{ name: '机床', count: null, price: null, networked: false }],
      faults: [],
    });
  });

  it('every line that is not empty becomes a row, and no figure changes on the way', () => {
    const cell = fc.record({ count: fc.integer({ min: -9999, max: 99999 }), networked: fc.boolean() });
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        const text = cells.map(({ count, networked }) => `机床\t${count}\t1\t${networked ? '√' : '×'}`).join('\n\n');
        expect(paste(text).rows.map(({ count, networked }) => ({ count, networked }))).toEqual(cells);
      }),
    );
  });
});

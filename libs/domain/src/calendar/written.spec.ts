import { writtenDate, writtenEnd, writtenMoment } from './written.js';

describe('Dates and times as people write them', () => {
  it('a date has no zero before month and day (GB/T 9704-2012, 7.3.5.4)', () => {
    expect(writtenDate('2018-06-05')).toEqual({ zh: '2018年6月5日', en: '2018-06-05' });
    expect(() => writtenDate('2018-02-30')).toThrow(RangeError);
  });

  it('what ends at midnight ends at 24时 of the day before; what begins then begins at 0时 of the day', () => {
    expect(writtenEnd('2018-04-01T00:00:00+08:00')).toEqual({ zh: '2018年3月31日24时', en: 'the end of 2018-03-31' });
    expect(writtenMoment('2018-04-01T00:00:00+08:00')).toEqual({ zh: '2018年4月1日0时', en: '2018-04-01 00:00' });
  });

  it('another time of the day is told as it is', () => {
    expect(writtenEnd('2018-03-31T17:30:00.500+08:00')).toEqual({
      zh: '2018年3月31日17时30分',
      en: '2018-03-31 17:30',
    });
    expect(writtenMoment('2018-03-31T09:05:00+08:00').zh).toBe('2018年3月31日9时05分');
  });

  it('the hour is the one in Zhengzhou, whatever the offset', () => {
    expect(writtenEnd('2018-03-31T16:00:00Z').zh).toBe('2018年3月31日24时');
    expect(writtenMoment('2018-03-31T16:20:00Z').en).toBe('2018-04-01 00:20');
  });
});

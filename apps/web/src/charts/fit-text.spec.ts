import { linesOf, widthOf } from './fit-text.js';

describe('text in drawings', () => {
  it('a Chinese character is as wide as high, a letter about half', () => {
    expect(widthOf('县区受理')).toBe(4);
    expect(widthOf('ab')).toBeLessThan(2);
  });

  it('breaks Chinese anywhere, English between words', () => {
    expect(linesOf('市级专家评审', 4, 2)).toEqual(['市级专家', '评审']);
    expect(linesOf('Formal check by the city bureau', 9, 3)).toEqual(['Formal check by', 'the city bureau']);
  });

  it('cuts what needs more lines than there are', () => {
    expect(linesOf('一二三四五六七八', 2, 2)).toEqual(['一二', '三四…']);
  });
});

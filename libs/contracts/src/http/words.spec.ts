import { z } from 'zod';
import { PlainText } from './words.js';

describe('what a person may write', () => {
  it.each(['郑州示例装备有限公司', 'Mr O’Neill', '一行\n又一行\t列', '李𬍛', '𠮷野家', '👍'])(
    '%j is taken as it is',
    (text) => {
      expect(PlainText.parse(text)).toBe(text);
    },
  );

  it.each(['\u0000', 'a\u0007b', '\u009f', '\ud800', 'a\udfffb', '𠮷'.slice(0, 1)])('%j is refused', (text) => {
    expect(PlainText.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
      'text of whole characters, without control characters',
    ]);
  });

  it('is described by a pattern that names no half of a character: other languages could not read it', () => {
    expect(z.toJSONSchema(PlainText)['pattern']).not.toMatch(/\\ud[89a-f]/i);
  });
});

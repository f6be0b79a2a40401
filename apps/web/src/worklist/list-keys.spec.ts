import { actionOf, rowAfter } from './list-keys.js';

const key = (name: string, held: object = {}) => ({
  key: name,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
});
const page = { takesKeys: false, inList: false, pressable: false, letters: true };
const list = { ...page, inList: true };

describe('the keys of the list of tasks', () => {
  it('letters work wherever no input takes them', () => {
    const letters = ['j', 'k', 'c', 'x', '?', '/', 'J'];
    expect(letters.map((one) => actionOf(key(one), page))).toEqual([
      'next',
      'previous',
      'claim',
      'select',
      'help',
      'search',
      'next',
    ]);
    expect(letters.map((one) => actionOf(key(one), { ...list, takesKeys: true }))).toEqual(letters.map(() => null));
  });

  it('letters can be turned off; arrows in the list stay', () => {
    const off = { ...list, letters: false };
    expect([actionOf(key('j'), off), actionOf(key('ArrowDown'), off)]).toEqual([null, 'next']);
  });

  it('arrows outside the list scroll the page, and the browser keeps its own keys', () => {
    expect(actionOf(key('ArrowDown'), page)).toBeNull();
    expect([actionOf(key('c', { ctrlKey: true }), list), actionOf(key('j', { metaKey: true }), list)]).toEqual([
      null,
      null,
    ]);
  });

  it('Enter opens the row, but presses a button that has the focus', () => {
    expect([actionOf(key('Enter'), list), actionOf(key('Enter'), { ...list, pressable: true })]).toEqual([
      'open',
      null,
    ]);
  });

  it('lead from row to row and stop at both ends', () => {
    expect([rowAfter('next', -1, 3), rowAfter('next', 2, 3), rowAfter('previous', 0, 3)]).toEqual([0, 2, 0]);
    expect([rowAfter('last', 0, 3), rowAfter('first', 2, 3), rowAfter('claim', 1, 3)]).toEqual([2, 0, null]);
    expect(rowAfter('next', 0, 0)).toBeNull();
  });
});

import { moveFrom } from './clock-command.js';

describe('the words after `npm run clock --`', () => {
  it.each([
    [[], undefined],
    [['show'], undefined],
    [['advance', '5wd'], { by: '5wd' }],
    [['advance', '3d'], { by: '3d' }],
    [['advance', '12h'], { by: '12h' }],
    [['to', '2018-04-01T00:00'], { to: '2018-04-01T00:00:00+08:00' }],
    [['to', '2018-04-01T09:30:15+08:00'], { to: '2018-04-01T09:30:15+08:00' }],
    [['to', '2018-04-01'], { to: '2018-04-01T00:00:00+08:00' }],
  ])('%j', (words, move) => {
    expect(moveFrom(words)).toEqual(move);
  });

  it.each([
    [['show', 'all']],
    [['advance']],
    [['advance', '0d']],
    [['advance', '-1d']],
    [['advance', '5w']],
    [['advance', '5wd', 'now']],
    [['to', 'tomorrow']],
    [['to', '2018-04-01T00:00+00:00']],
    [['back', '1d']],
  ])('%j is answered with the usage', (words) => {
    expect(() => moveFrom(words)).toThrow(/^Usage: npm run clock/);
  });
});

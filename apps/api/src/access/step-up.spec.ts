import { FreshSignIn, StepUpRequired } from './step-up.js';

const NOW = Date.parse('2018-03-01T09:00:00+08:00');
const ago = (seconds: number) => NOW / 1000 - seconds;

describe('a sign-in counts as fresh for so long', () => {
  const fresh = new FreshSignIn(900);

  it.each([
    ['899 seconds ago', ago(899), true],
    ['901 seconds ago', ago(901), false],
    ['at a time that nobody can tell', null, false],
  ])('%s', (_, at, passes) => {
    const asked = () => fresh.demand([], undefined, at, NOW);
    if (passes) expect(asked).not.toThrow();
    else expect(asked).toThrow(StepUpRequired);
  });

  it('and only the commands that are named ask for it', () => {
    expect(() => fresh.demand(['sign'], { type: 'pass' }, ago(5000), NOW)).not.toThrow();
    expect(() => fresh.demand(['sign'], { type: 'sign' }, ago(5000), NOW)).toThrow(StepUpRequired);
  });

  it('of zero seconds asks nobody', () => {
    expect(() => new FreshSignIn(0).demand([], undefined, null, NOW)).not.toThrow();
  });
});

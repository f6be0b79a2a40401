import { addressOf, filterOf, isNarrowed, queryOf } from './filter.js';

describe('the filter of a list of tasks', () => {
  it('comes back from the address as it went there', () => {
    const filter = filterOf({ scope: 'mine', urgency: 'soon', district: 410122, search: '刀盘', sort: 'newest' });
    expect(filter).toMatchObject({ scope: 'mine', district: '410122', search: '刀盘', sort: 'newest' });
    expect(filterOf(addressOf(filter))).toEqual(filter);
  });

  it('is the plain list when the address asks for nothing, or for what it does not know', () => {
    for (const address of [undefined, {}, { scope: 'everything', sort: 7, urgency: 'never', stage: '', other: 'x' }]) {
      expect(addressOf(filterOf(address))).toEqual({});
      expect(isNarrowed(filterOf(address))).toBe(false);
    }
    expect(isNarrowed(filterOf({ sort: 'newest' }))).toBe(false);
    expect(isNarrowed(filterOf({ stage: 'review' }))).toBe(true);
  });

  it('asks the server for the same, counts without an order', () => {
    const filter = filterOf({ urgency: 'overdue', search: 'a&b' });
    expect(queryOf(filter)).toBe('scope=due&sort=due&urgency=overdue&search=a%26b');
    expect(queryOf(filter, true)).toBe('scope=due&urgency=overdue&search=a%26b');
  });
});

import { problemOf, type ErrorCode } from '@vermilion/contracts';
import { Refused, Unreachable } from '../api/client.js';
import { afterwards, UNCHANGED, waitBefore, type Happening } from './saving.js';

const lived = (...happenings: readonly Happening[]) => happenings.reduce(afterwards, UNCHANGED);
const failed = (error: unknown): Happening => ({ kind: 'failed', error });
const refused = (code: ErrorCode) => failed(new Refused(problemOf(code)));
const typed: Happening = { kind: 'typed' };
const sent: Happening = { kind: 'sent' };

describe('a draft that saves itself says at any time how safe it is', () => {
  it('is saved a moment after it was typed, and knows since when', () => {
    expect(lived(typed).state).toBe('changed');
    expect(waitBefore(lived(typed))).toBe(2_000);
    expect(lived(typed, sent).state).toBe('saving');
    expect(lived(typed, sent, { kind: 'taken', at: 7, more: false })).toEqual({ ...UNCHANGED, savedAt: 7 });
  });

  it('what is typed while it is being saved is saved next', () => {
    const after = lived(typed, sent, typed, { kind: 'taken', at: 7, more: true });
    expect(after).toMatchObject({ state: 'changed', savedAt: 7 });
    expect(waitBefore(after)).not.toBeNull();
  });

  it('tries again later and later while nobody answers, and typing does not hurry it', () => {
    const tries = [1, 2, 3, 9].map((times) => lived(typed, ...Array<Happening>(times).fill(failed(new Unreachable()))));
    expect(tries.map(({ state }) => state)).toEqual(['offline', 'offline', 'offline', 'offline']);
    expect(tries.map(waitBefore)).toEqual([4_000, 8_000, 16_000, 60_000]);
    expect(afterwards(tries[2] ?? UNCHANGED, typed)).toEqual(tries[2]);
    expect(lived(typed, sent, failed(new Unreachable()), sent, { kind: 'taken', at: 7, more: false }).failures).toBe(0);
  });

  it('a server that fails is not the network: 5xx and too many requests are tried again', () => {
    for (const happening of [refused('too-many-requests'), refused('internal'), failed(new Unreachable(true))]) {
      expect(lived(typed, sent, happening).state).toBe('down');
      expect(waitBefore(lived(typed, sent, happening))).toBe(4_000);
    }
  });

  it('a refusal is shown with what it says, and not sent again before something has changed', () => {
    const after = lived(typed, sent, refused('document-not-open'));
    expect(after).toMatchObject({ state: 'refused', problem: { code: 'document-not-open' } });
    expect(waitBefore(after)).toBeNull();
    expect(afterwards(after, typed)).toMatchObject({ state: 'changed', problem: null });
  });

  it('whoever is signed out signs in again first: typing alone sends nothing', () => {
    const after = lived(typed, sent, refused('unauthorised'), typed);
    expect(after).toMatchObject({ state: 'signed-out', problem: null });
    expect(waitBefore(after)).toBeNull();
  });

  it('two who have written at the same place: nothing is saved until somebody has chosen', () => {
    const after = lived(typed, sent, { kind: 'contradicted' }, typed);
    expect(after.state).toBe('differs');
    expect(waitBefore(after)).toBeNull();
    expect(afterwards(after, { kind: 'chosen' }).state).toBe('changed');
  });
});

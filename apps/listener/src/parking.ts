import { SYSTEM } from '@vermilion/domain';
import { keepParked, parkKey, parkedKeysAmong, releaseKey, releaseRequests, type Connection } from '@vermilion/ledger';
import type { Parking } from '@vermilion/messaging';

/** A consumer's parked keys, kept in the ledger beside its effects. */
export function parkingIn(ledger: Pick<Connection, 'read' | 'write'>, consumer: string): Parking {
  return {
    parkedAmong: (keys) => ledger.read(SYSTEM, (session) => parkedKeysAmong(session, consumer, keys)),
    park: (parked) => ledger.write(SYSTEM, (session) => parkKey(session, consumer, parked)),
    releaseRequested: () => ledger.read(SYSTEM, (session) => releaseRequests(session, consumer)),
    released: (key) => ledger.write(SYSTEM, (session) => releaseKey(session, consumer, key)),
    releaseFailed: (key, reason) => ledger.write(SYSTEM, (session) => keepParked(session, consumer, key, reason)),
  };
}

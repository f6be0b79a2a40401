import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  calendarSources,
  demoExperts,
  demoMembers,
  demoParties,
  loadProcedures,
  seedCalendar,
} from '@vermilion/catalogue';
import { SYSTEM } from '@vermilion/domain';
import { connect, openLedger, seedCalendarInto, seedClock, seedRegisters, type Ledger } from '@vermilion/ledger';
import { startPostgres, type TestDatabase } from './postgres.js';

/** Where the manual clock of a test stands at first: a Thursday. */
export const testStart = '2018-03-01T09:00:00+08:00';

/** A ledger on a database of its own, with the demonstration's registers and a manual clock. */
export interface TestLedger {
  readonly database: TestDatabase;
  readonly ledger: Ledger;
  /** Puts the manual clock where the test wants it, without stopping on the way. */
  setClock(instant: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL, seeds it and opens a ledger as the application's role. */
export async function startLedger(options: { readonly poolSize?: number } = {}): Promise<TestLedger> {
  const database = await startPostgres();
  const owner = await connect({ url: database.owner, role: 'vermilion_owner', poolSize: 1 });
  await owner.write(SYSTEM, async (session) => {
    const registers = { parties: demoParties(), members: demoMembers(), experts: demoExperts() };
    await seedRegisters(session, { ...registers, issuer: 'http://issuer.test' });
    await seedCalendarInto(session, seedCalendar(), calendarSources());
    await seedClock(session, 'manual', testStart);
  });
  await owner.close();
  const masterKeyFile = join(tmpdir(), `vermilion-test-key-${randomBytes(6).toString('hex')}`);
  await writeFile(masterKeyFile, randomBytes(32).toString('hex'), { mode: 0o600 });
  const ledger = await openLedger({ url: database.app, masterKeyFile, procedures: loadProcedures(), ...options });
  return {
    database,
    ledger,
    async setClock(instant) {
      await database.admin('UPDATE business_clock SET now_at = $1, target_at = $1', [instant]);
    },
    async stop() {
      await ledger.close();
      await database.stop();
    },
  };
}

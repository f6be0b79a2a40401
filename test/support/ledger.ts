import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  calendarSources,
  demoExperts,
  demoMembers,
  demoParties,
  loadProcedures,
  seedCalendar,
  type ProcedureBook,
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
  /** Lets the business clock follow the machine from now on. */
  followMachine(): Promise<void>;
  /** Opens the same ledger once more, as after a deployment with other procedures. It is closed together with the first one. */
  deployed(procedures: ProcedureBook): Promise<Ledger>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL, seeds it and opens a ledger as the application's role. */
export async function startLedger(
  options: { readonly poolSize?: number; readonly procedures?: ProcedureBook } = {},
): Promise<TestLedger> {
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
  const opened: Ledger[] = [];
  const deployed = async (procedures: ProcedureBook) => {
    const ledger = await openLedger({ url: database.app, masterKeyFile, ...options, procedures });
    opened.push(ledger);
    return ledger;
  };
  const ledger = await deployed(options.procedures ?? loadProcedures());
  return {
    database,
    ledger,
    async setClock(instant) {
      await database.admin('UPDATE business_clock SET now_at = $1, target_at = $1', [instant]);
    },
    async followMachine() {
      await database.admin(`UPDATE business_clock SET mode = 'real', now_at = NULL, target_at = NULL`);
    },
    deployed,
    async stop() {
      await Promise.all(opened.map((one) => one.close()));
      await database.stop();
      await rm(masterKeyFile, { force: true });
    },
  };
}

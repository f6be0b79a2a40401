import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { districts } from '@vermilion/catalogue';
import {
  archiveInto,
  archiveRest,
  copyFiles,
  forgetArchive,
  layOut,
  startRestored,
  type Backup,
} from '../../drill/file-copy.js';
import { differences, markMoment, markOf, type LedgerMark } from '../../drill/ledger-mark.js';
import { World } from '../../lists/world.js';
import { freePort } from '../../support/free-port.js';
import { startPostgres, type TestDatabase } from '../../support/postgres.js';
import { connectedTo, type SqlClient } from '../../support/sql-client.js';
import { verifyWith } from '../../support/verify-program.js';

const [BEFORE, MEANWHILE, MOMENT, LATER] = [200, 260, 320, 350] as const;

/** The steps of docs/restore.md. Source: PostgreSQL 18, 25.3 (continuous archiving and point-in-time recovery). */
describe('a file copy that was taken while events were written, with its archived WAL', () => {
  let folder: string;
  let database: TestDatabase;
  let admin: SqlClient;
  let backup: Backup;
  let wanted: LedgerMark;
  let restored = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vermilion-restore-'));
    await chmod(folder, 0o711);
    database = await startPostgres(['-c', 'archive_mode=on']);
    admin = await connectedTo(database.superuser);
    await archiveInto(admin, folder);
    const codes = districts().map(({ internalCode }) => internalCode);
    const world = await World.beside(database.owner, codes);
    await world.grow(BEFORE);
    const growing = (async () => {
      for (let cases = BEFORE; cases <= MEANWHILE; cases += 5) await world.grow(cases);
    })();
    [backup] = await Promise.all([copyFiles(admin, folder), growing]);
    await world.grow(MOMENT);
    wanted = await markMoment(admin, 'before-the-mistake');
    await world.grow(LATER);
    await archiveRest(admin);
    await world.leave();
  }, 120_000);

  afterAll(async () => {
    await admin?.end();
    await database?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  /** Restores into a place of its own, and looks at what is there. */
  async function restore(point: string | null): Promise<{ mark: LedgerMark; intact: boolean }> {
    const data = join(folder, `restored-${(restored += 1)}`);
    await layOut(backup, data, point);
    const port = await freePort();
    const stop = await startRestored(backup, data, port);
    const elsewhere = (url: string): string => Object.assign(new URL(url), { port: String(port) }).href;
    try {
      const there = await connectedTo(elsewhere(database.superuser));
      const mark = await markOf(there);
      await there.end();
      return { mark, intact: (await verifyWith(elsewhere(database.auditor))).code === 0 };
    } finally {
      await stop();
    }
  }

  it('is the ledger of a named moment: every event up to it, and none after it', async () => {
    const { mark, intact } = await restore('before-the-mistake');
    expect(mark.events).toBe(MOMENT);
    expect(differences(wanted, mark)).toEqual([]);
    expect(intact).toBe(true);
  }, 60_000);

  it('is the whole ledger up to the end of the archive, when no moment is named', async () => {
    const { mark, intact } = await restore(null);
    expect(mark.events).toBe(LATER);
    expect(intact).toBe(true);
  }, 60_000);

  it('whose archive was forgotten has chains that hold, and is told apart: events after the copy are missing', async () => {
    await forgetArchive(backup);
    const { mark, intact } = await restore(null);
    expect(intact).toBe(true);
    expect(mark.events).toBeLessThan(MOMENT);
    expect(differences(wanted, mark)[0]).toBe(`${mark.events} events, not ${MOMENT}`);
    await expect(restore('before-the-mistake')).rejects.toThrow('before configured recovery target was reached');
  }, 60_000);
});

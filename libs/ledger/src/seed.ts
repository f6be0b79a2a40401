import {
  calendarSources,
  demoCredit,
  demoExperts,
  demoMembers,
  demoParties,
  demoTitles,
  loadProcedures,
  seedCalendar,
} from '@vermilion/catalogue';
import { canonicalText, SYSTEM } from '@vermilion/domain';
import { connect } from './connection.js';
import { readClock } from './core/business-clock.js';
import { seedCalendarInto, seedClock, seedCreditAndTitles, seedRegisters } from './core/seeding.js';

const demonstrationStart = '2018-03-01T09:00:00+08:00';

const url = process.env['DATABASE_OWNER_URL'] ?? process.env['DATABASE_URL'];
if (!url) throw new Error('DATABASE_OWNER_URL or DATABASE_URL must name the database');
const issuer = process.env['OIDC_ISSUER'];
if (!issuer) throw new Error('OIDC_ISSUER must name the identity provider whose users become members');
const mode = process.env['VERMILION_CLOCK'] || undefined;
if (mode !== undefined && mode !== 'manual' && mode !== 'real')
  throw new Error('VERMILION_CLOCK must be manual or real');
const start = process.env['VERMILION_CLOCK_START'] || (mode === 'manual' ? demonstrationStart : undefined);

// The registers belong to whoever migrates: the login acts as itself, not as the application's role.
const connection = await connect({ url, role: decodeURIComponent(new URL(url).username), poolSize: 1 });
try {
  const state = await connection.write(SYSTEM, async (session) => ({
    ...(await seedRegisters(session, {
      parties: demoParties(),
      members: demoMembers(),
      experts: demoExperts(),
      issuer,
    })),
    ...(await seedCreditAndTitles(session, loadProcedures(), { credit: demoCredit(), titles: demoTitles() })),
    calendar: await seedCalendarInto(session, seedCalendar(), calendarSources()),
    clockSet: await seedClock(session, mode, start),
    clock: (await readClock(session)).mode,
  }));
  process.stdout.write(`${canonicalText(state)}\n`);
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await connection.close();
}

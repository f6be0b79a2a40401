import { SYSTEM } from '@vermilion/domain';
import { connect } from './connection.js';
import { verifyLedger } from './reading/verify-ledger.js';

const url = process.env['DATABASE_AUDITOR_URL'];
if (!url)
  throw new Error(
    'DATABASE_AUDITOR_URL is missing: the login of the auditor, who reads all events and changes nothing',
  );

const began = performance.now();
const connection = await connect({ url, role: 'vermilion_auditor', poolSize: 1 });
try {
  const { events, streams, faults } = await connection.read(SYSTEM, async (session) => {
    // Millions of rows take longer than a request may, and are put in order without going to the disk.
    await session.rows(`SELECT set_config('statement_timeout', '0', true), set_config('work_mem', '512MB', true)`);
    return verifyLedger(session);
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const [zh, en] = faults.length === 0 ? ['完好', 'intact'] : ['有误', 'FAULTY'];
  process.stdout.write(
    `${events} 条事件、${streams} 条链，${seconds} 秒：${zh} · ${events} events in ${streams} chains, ${seconds} s: ${en}\n`,
  );
  for (const { stream, seq, fault } of faults) process.stdout.write(`  ${stream}/${seq}: ${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await connection.close();
}

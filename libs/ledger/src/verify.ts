import { parseArgs } from 'node:util';
import { readAnchorFile } from './anchors/anchor-file.js';
import { verifyAnchors, type AnchorReport } from './anchors/verify-anchors.js';
import { connect } from './connection.js';
import { verifyLedger } from './reading/verify-ledger.js';

const url = process.env['DATABASE_AUDITOR_URL'];
if (!url)
  throw new Error(
    'DATABASE_AUDITOR_URL is missing: the login of the auditor, who reads all events and changes nothing',
  );
// `--anchors FILE`: the anchors that were kept outside. `--key ID`, as often as there are keys: believe these, and no other that they do not vouch for.
const { values } = parseArgs({ options: { anchors: { type: 'string' }, key: { type: 'string', multiple: true } } });

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const verdict = (faults: readonly unknown[]) => (faults.length === 0 ? ['完好', 'intact'] : ['有误', 'FAULTY']);
const secondsSince = (began: number) => ((performance.now() - began) / 1000).toFixed(1);

function tellAnchors(report: AnchorReport, seconds: string): void {
  const { anchors, outside, keys, uncovered, faults } = report;
  const [zh, en] = verdict(faults);
  say(`${anchors} 个锚点，${seconds} 秒：${zh} · ${anchors} anchors, ${seconds} s: ${en}`);
  if (outside === null)
    say(
      '  未与外存锚点比对：连同锚点一并截去的末尾无从发现 · not compared with anchors outside (--anchors FILE): a tail that was cut together with its anchors is not found',
    );
  else say(`  已与外存的 ${outside} 个锚点比对 · compared with ${outside} anchors from outside`);
  for (const key of keys) say(`  签名密钥 · signed by key ${key}`);
  if (uncovered.since)
    say(
      `  ${uncovered.streams} 条链的 ${uncovered.events} 条事件尚无锚点 · ${uncovered.events} events in ${uncovered.streams} chains are not anchored yet, the oldest of ${uncovered.since.toISOString()}`,
    );
  for (const { n, fault, stream, seq } of faults) say(`  anchor ${n}: ${fault}${stream ? ` ${stream}/${seq}` : ''}`);
}

const outside = values.anchors === undefined ? null : await readAnchorFile(values.anchors);
const connection = await connect({ url, role: 'vermilion_auditor', poolSize: 2 });
try {
  const began = performance.now();
  const { events, streams, faults } = await verifyLedger(connection);
  const [zh, en] = verdict(faults);
  const seconds = secondsSince(began);
  say(
    `${events} 条事件、${streams} 条链，${seconds} 秒：${zh} · ${events} events in ${streams} chains, ${seconds} s: ${en}`,
  );
  for (const { stream, seq, fault } of faults) say(`  ${stream}/${seq}: ${fault}`);
  const anchored = performance.now();
  const report = await verifyAnchors(connection, { outside, pinned: new Set(values.key) });
  tellAnchors(report, secondsSince(anchored));
  process.exitCode = faults.length + report.faults.length === 0 ? 0 : 1;
} finally {
  await connection.close();
}

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { campaign, type CampaignReport } from './campaign.js';
import type { FaultKind } from './plan.js';
import { runMutants, type Verdict } from './mutants/run.js';
import { forget, setScene } from './scene.js';

const ALL: readonly FaultKind[] = [
  ...(['kill', 'kill-in-recovery', 'zombie', 'outage', 'slow-database', 'clock', 'full-disk', 'operator'] as const),
];

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '25' },
    seed: { type: 'string', default: '1' },
    scale: { type: 'string', default: '1' },
    kinds: { type: 'string', default: ALL.join(',') },
    json: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    /** Three brokers, two of each app, Temporal's server for production. */
    cluster: { type: 'boolean', default: false },
    'keep-home': { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    /** A planted fault by its name, or by part of it; as often as wanted. */
    only: { type: 'string', multiple: true, default: [] },
  },
});
const seed = Number(values.seed);
const portBase = Number(process.env['VERMILION_PORT_BASE'] ?? 17_200);
const home = process.env['VERMILION_HOME'] ?? join(tmpdir(), `vermilion-chaos-${seed}`);
const begun = Date.now();
const tell = (line: string): void => {
  if (!values.quiet) console.error(`${((Date.now() - begun) / 1000).toFixed(1).padStart(7)} s  ${line}`);
};

const failed = values.mutants ? await plantFaults() : await killAndCheck();
// Said aloud: a library that waits for the end of the process would say that all went well.
process.exit(failed ? 1 : 0);

/** @returns whether something was found. */
async function killAndCheck(): Promise<boolean> {
  await forget(home);
  const scene = await setScene({ home, portBase, tell, shape: values.cluster ? 'cluster' : 'single' });
  stopOnSignal(scene.close);
  let report: CampaignReport;
  try {
    const kinds = values.kinds
      .split(',')
      .filter((kind): kind is FaultKind => (ALL as readonly string[]).includes(kind));
    report = await campaign(scene, { seed, kills: Number(values.kills), kinds, scale: Number(values.scale), tell });
  } finally {
    await scene.close();
  }
  if (values.json) console.log(JSON.stringify(report, null, 1));
  else tellReport(report);
  const found = report.violations.length > 0 || report.left !== '';
  if (!found && !values['keep-home']) await forget(home);
  return found;
}

/** @returns whether a planted fault was not found. */
async function plantFaults(): Promise<boolean> {
  const verdicts = await runMutants({ home, portBase, names: values.only, tell });
  if (values.json) console.log(JSON.stringify(verdicts, null, 1));
  else tellVerdicts(verdicts);
  return verdicts.some(({ by }) => !by);
}

function tellVerdicts(verdicts: readonly Verdict[]): void {
  console.log('| mutant | what is broken | caught by |\n| --- | --- | --- |');
  for (const { mutant, by } of verdicts)
    console.log(`| ${mutant.name} | ${mutant.breaks} | ${by ? `${by.invariant}: ${by.what}` : 'SURVIVED'} |`);
  const caught = verdicts.filter(({ by }) => by).length;
  console.log(`${caught} of ${verdicts.length} caught`);
}

/** Ctrl-C leaves nothing running. */
function stopOnSignal(close: () => Promise<void>): void {
  const stop = (): void => void close().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

function tellReport({ violations, left, ...figures }: CampaignReport): void {
  console.log(JSON.stringify(figures));
  if (left !== '') console.log(`not at rest: ${left}`);
  for (const { invariant, subject, what } of violations) console.log(`${invariant}  ${subject}  ${what}`);
  console.log(`${figures.kills} kills with seed ${figures.seed}: ${violations.length} violations`);
  if (violations.length > 0) console.log(`the system's home is kept: ${home}`);
}

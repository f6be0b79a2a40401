import { spawnSync } from 'node:child_process';

/** Runs in a process of its own, on the sources themselves: prints dates calculated by the rules, and how the zone itself sees an instant. */
const PROGRAM = `
  const { addWorkingDays } = await import('./working-days.ts');
  const { addDays, dateOf, endOfDay } = await import('./instants.ts');
  const calendar = { version: 1, publishedYears: [2026], days: { '2026-10-01': { kind: 'holiday', name: '' }, '2026-10-10': { kind: 'make-up', name: '' } } };
  console.log(JSON.stringify({
    rules: [
      addWorkingDays(calendar, '2026-09-30', 0, { startDayCounts: false }),
      addWorkingDays(calendar, '2026-09-30', 7, { startDayCounts: false }),
      addDays('2026-03-08', 1), endOfDay('2026-11-01'), dateOf('2026-09-29T16:00:00Z'), dateOf('2026-09-30T15:59:59Z'),
    ],
    local: new Date('2026-09-29T16:00:00Z').getDate(),
  }));
`;
// Node strips the types itself; the sources import each other as .js, which this hook points to the .ts beside it.
const HOOK = `import { registerHooks } from 'node:module';
  registerHooks({ resolve: (name, context, next) => next(name.startsWith('.') ? name.replace(/\\.js$/, '.ts') : name, context) });`;

function calculateIn(zone: string): { rules: string[]; local: number } {
  const hook = `data:text/javascript,${encodeURIComponent(HOOK)}`;
  const run = spawnSync(process.execPath, ['--import', hook, '--input-type=module', '--eval', PROGRAM], {
    cwd: import.meta.dirname,
    env: { ...process.env, NODE_OPTIONS: '', TZ: zone },
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as { rules: string[]; local: number };
}

describe('The time zone of the machine moves no date (docs/sources.md)', () => {
  it.each([
    ['UTC', 29],
    ['Asia/Shanghai', 30],
    ['America/New_York', 29],
  ])('A server in %s calculates the same dates', (zone, dayThere) => {
    const { rules, local } = calculateIn(zone);
    expect(local).toBe(dayThere);
    expect(rules).toEqual([
      '2026-09-30',
      '2026-10-10',
      '2026-03-09',
      '2026-11-02T00:00:00+08:00',
      '2026-09-30',
      '2026-09-30',
    ]);
  });
});

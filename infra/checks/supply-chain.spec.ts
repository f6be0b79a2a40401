import { undecidedScripts } from './install-scripts.mjs';
import { compareVersions, vulnerable } from './vulnerabilities.mjs';

describe('a script at the installation of a package', () => {
  const scripted = { 'node_modules/nx': { hasInstallScript: true }, 'node_modules/a': {} };

  it('is a decision, whether it may run or not', () => {
    expect(undecidedScripts(scripted, { nx: true })).toEqual([]);
    expect(undecidedScripts(scripted, { nx: false })).toEqual([]);
    expect(undecidedScripts(scripted, {})).toEqual([expect.stringContaining('nx runs a script')]);
  });

  it('of a nested package counts, too, and one for each platform is one decision', () => {
    const nested = { 'node_modules/a/node_modules/@b/linux-x64': { hasInstallScript: true } };
    expect(undecidedScripts(nested, { '@b/linux-arm64': true })).toEqual([]);
    expect(undecidedScripts(nested, {})).toHaveLength(1);
  });

  it('that is there no more is no decision any more', () => {
    expect(undecidedScripts({}, { nx: true })).toEqual([expect.stringContaining('take it out')]);
  });
});

describe('an advisory (OSV)', () => {
  const range = (...events: object[]) => [
    { id: 'X-1', affected: [{ package: { ecosystem: 'npm', name: 'a' }, ranges: [{ type: 'SEMVER', events }] }] },
  ];
  const concerned = (version: string, advisories: Parameters<typeof vulnerable>[1]) =>
    vulnerable([{ name: 'a', version }], advisories).length > 0;

  it.each([
    ['1.1.9', true],
    ['1.2.0', false],
    ['0.9.0', false],
    ['1.2.0-rc.1', true],
  ])('from 1.0.0 until fixed in 1.2.0 concerns %s: %s', (version, expected) => {
    expect(concerned(version, range({ introduced: '1.0.0' }, { fixed: '1.2.0' }))).toBe(expected);
  });

  it('up to a last version, of single versions, withdrawn, or of another package', () => {
    expect(concerned('2.0.0', range({ introduced: '0' }, { last_affected: '2.0.0' }))).toBe(true);
    expect(concerned('2.0.1', range({ introduced: '0' }, { last_affected: '2.0.0' }))).toBe(false);
    const single = { id: 'X-2', affected: [{ package: { ecosystem: 'npm', name: 'a' }, versions: ['3.0.0'] }] };
    expect(concerned('3.0.0', [single])).toBe(true);
    expect(concerned('3.0.0', [{ ...single, withdrawn: '2026-01-01' }])).toBe(false);
    expect(vulnerable([{ name: 'b', version: '3.0.0' }], [single])).toEqual([]);
  });

  it('orders versions as SemVer does', () => {
    const ordered = ['1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0', '1.0.1', '1.10.0'];
    expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
  });
});

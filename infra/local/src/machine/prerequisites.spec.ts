import { problemsOf, type Findings } from './prerequisites.mjs';

const COMPLETE: Findings = {
  node: '20.19.0',
  ownNode: 'v24.21.0',
  installed: true,
  kafka: { external: false, jars: false },
  temporal: { external: false, installed: false },
  java: '17.0.15',
  maven: true,
  pip: true,
};

describe('the prerequisites', () => {
  it('are met by Node 20.19, Java 17, Maven and pip', () => {
    expect(problemsOf(COMPLETE)).toEqual([]);
  });

  it.each<[string, Partial<Findings>, RegExp]>([
    ['an old Node', { node: '20.18.3' }, /Node 20\.18\.3 is too old: install Node 20\.19/],
    ['an older Node', { node: '18.20.0' }, /too old/],
    ['missing packages', { installed: false, ownNode: undefined }, /npm ci/],
    ['a missing own Node', { ownNode: undefined }, /Node 24 .*let install scripts run/],
    ['an own Node that is another one', { ownNode: 'v20.19.0' }, /Node 24/],
    ['a missing Java', { java: undefined }, /Java is missing.*install a Java 17/],
    ['an old Java', { java: '11.0.2' }, /Java 11\.0\.2 is too old/],
    ['the oldest way to number Java', { java: '1.8.0_402' }, /too old/],
    ['a missing Maven', { maven: false }, /Maven .* is missing/],
    ['a missing pip', { pip: false }, /Python 3 with pip is missing/],
  ])('tell what to do about %s', (_what, change, expected) => {
    const problems = problemsOf({ ...COMPLETE, ...change });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });

  it('ask for Maven and pip only until the downloads are there', () => {
    const found = { ...COMPLETE, maven: false, pip: false };
    expect(
      problemsOf({ ...found, kafka: { external: false, jars: true }, temporal: { external: false, installed: true } }),
    ).toEqual([]);
  });

  it('ask for nothing that an external server makes needless', () => {
    const nothing = { ...COMPLETE, java: undefined, maven: false, pip: false };
    expect(
      problemsOf({
        ...nothing,
        kafka: { external: true, jars: false },
        temporal: { external: true, installed: false },
      }),
    ).toEqual([]);
  });

  it('are told all at once', () => {
    expect(problemsOf({ ...COMPLETE, java: undefined, maven: false, pip: false })).toHaveLength(3);
  });
});

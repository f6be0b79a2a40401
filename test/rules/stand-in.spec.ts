import { seedCalendar } from '@vermilion/catalogue';
import { standsInFor, standsInForRound, SYSTEM, type Command, type Person } from '@vermilion/domain';
import { ContractWalk, creditOf } from '../support/contract-walk.js';
import type { RoundLife } from '../support/round-life.js';
import { caseOf, firm, forwardCase, opened } from '../support/round-people.js';
import { districtReviewer, leader, officer } from '../support/small-people.js';
import { smallRoundProcedure as procedure } from '../support/small-round.js';
import { colleague } from '../support/walk.js';

const BOTH = [1, 2];
const LISTED = BOTH.map(caseOf);
const members = [districtReviewer, colleague(districtReviewer, 2), officer, leader];
const standIns = [{ organisation: leader.organisation, absent: leader.person, person: officer.person }];
const agreed = { opinion: '同意' };
const belongs = ({ person }: Person, number: number) => ({ person, firm: firm(number).organisation });

/** Two firms before the district's list, with the offices staffed. */
function reviewed(): RoundLife {
  const life = opened(BOTH);
  life.staff = { members, standIns: [] };
  for (let turns = 0; LISTED.some((caseId) => life.stateOf(caseId).stage !== 'recommendation'); turns += 1) {
    if (turns > 20) throw new Error('the district does not come to an end');
    for (const caseId of LISTED) forwardCase(life, caseId);
  }
  return life;
}

/** The same, when the round has come to this phase. */
function arrived(phase: RoundLife['round']['phase']): RoundLife {
  const life = reviewed();
  life.giveRound({ type: 'recommend', cases: LISTED }, districtReviewer);
  for (let turns = 0; turns < 200; turns += 1) {
    life.work();
    if (life.round.phase === phase) return life;
    if (life.round.phase === 'ranked') life.giveRound({ type: 'propose', ...agreed }, leader);
    else if (!LISTED.map((caseId) => forwardCase(life, caseId)).includes(true)) life.pass();
  }
  throw new Error(`the round never is ${phase}`);
}

describe('回避: nobody decides upon a list with a case of his own firm (domain.md: 经办人回避, as for single cases)', () => {
  it('a reviewer who belongs to a firm puts no list together that has its case, and takes it off none; the colleague does', () => {
    const life = reviewed();
    life.relations = [belongs(districtReviewer, 2)];
    const recommend = (cases: readonly string[], actor: Person) => life.giveRound({ type: 'recommend', cases }, actor);
    const refused = { code: 'own-firm-listed', params: { cases: caseOf(2) } };
    expect(recommend(LISTED, districtReviewer)).toMatchObject(refused);
    expect(recommend([caseOf(1)], districtReviewer)).toBeNull();
    expect(recommend(LISTED, colleague(districtReviewer, 2))).toBeNull();
    expect(recommend([caseOf(1)], districtReviewer)).toMatchObject(refused);
  });

  it('a leader who belongs to a firm neither proposes nor signs a list with it; whoever stands in for him does', () => {
    const life = arrived('ranked');
    life.relations = [belongs(leader, 1)];
    const refused = { code: 'own-firm-listed', params: { cases: caseOf(1) } };
    expect(life.giveRound({ type: 'propose', ...agreed }, leader)).toMatchObject(refused);
    expect(life.roundSteps(leader)).toEqual([]);
    life.staff = { members, standIns };
    expect(life.giveRound({ type: 'propose', ...agreed }, officer)).toBeNull();
    while (life.round.phase !== 'cleared') {
      life.work();
      life.pass();
    }
    life.work();
    expect(life.giveRound({ type: 'issue', ...agreed }, leader)).toMatchObject(refused);
    expect(life.giveRound({ type: 'issue', ...agreed }, officer)).toBeNull();
    expect(life.round.documents.map(({ cases }) => [...cases].sort())).toEqual([LISTED]);
  });

  it('a leader of whose firm nothing is ready signs what is', () => {
    const life = arrived('cleared');
    life.relations = [belongs(leader, 3)];
    life.work();
    expect(life.giveRound({ type: 'issue', ...agreed }, leader)).toBeNull();
  });

  it('a stand-in who belongs to a firm himself does not help', () => {
    const life = arrived('ranked');
    life.staff = { members, standIns };
    life.relations = [belongs(officer, 2)];
    expect(life.giveRound({ type: 'propose', ...agreed }, officer)?.code).toBe('own-firm-listed');
  });
});

describe('请假代办 in a round: whoever stands in does what the absent one could, and the record names both', () => {
  it('an officer proposes and signs for the leader on leave, and not otherwise', () => {
    const life = arrived('ranked');
    const propose = { type: 'propose', ...agreed } as const;
    expect(life.giveRound(propose, officer)?.code).toBe('not-permitted');
    life.staff = { members, standIns };
    expect(life.roundSteps(officer)).toEqual(['propose']);
    const facts = { calendar: seedCalendar(), cases: [], number: 1, office: { ...life.staff, ownFirms: [] } };
    expect(standsInForRound(procedure, 'propose', facts, officer)).toBe(leader.person);
    expect(standsInForRound(procedure, 'propose', facts, leader)).toBeNull();
    expect(standsInForRound(procedure, 'recommend', facts, districtReviewer)).toBeNull();
    expect(life.giveRound(propose, officer)).toBeNull();
  });

  it('who stands in for somebody that does not lead gets no leader’s rights', () => {
    const life = arrived('ranked');
    life.staff = {
      members,
      standIns: [{ ...standIns[0], absent: 'somebody', organisation: 'bureau:miit', person: officer.person }],
    };
    expect(life.giveRound({ type: 'propose', ...agreed }, officer)?.code).toBe('not-permitted');
  });
});

/** A case in the district's hands; the bureau's leader is on leave, and an officer stands in. */
function withoutLeader(): ContractWalk {
  const walk = new ContractWalk().accepted();
  const { organisation, person: absent } = walk.chief;
  walk.staff = { ...walk.staff, standIns: [{ organisation, absent, person: walk.officer.person }] };
  return walk;
}

const defects = [{ target: 'document:commitment', what: '缺公章', why: '通知第三条', how: '加盖公章' }];

describe('请假代办 in acts beside the desk: what a leader grants, his stand-in grants, and the record names both', () => {
  const asked = () =>
    withoutLeader().must({ type: 'ask-extension', days: 2, opinion: '需现场核查' }, new ContractWalk().industry);
  const returned = () => {
    const walk = withoutLeader().must({ type: 'return', defects }, new ContractWalk().industry);
    return walk.renewed('commitment', 'second').must({ type: 'correct', draftVersion: 2 }, walk.approver);
  };
  const blocked = () => {
    const walk = withoutLeader();
    walk.extra = { check: creditOf('general') };
    return walk;
  };
  const acts: readonly (readonly [Command, () => ContractWalk])[] = [
    [{ type: 'grant-extension', ...agreed }, asked],
    [{ type: 'deny-extension', ...agreed }, asked],
    [{ type: 'permit-return', ...agreed }, returned],
    [{ type: 'waive-credit', ...agreed }, blocked],
  ];

  it.each(acts)('%o', (command, arrive) => {
    const walk = arrive();
    const { officer: actor, chief } = walk;
    const inPlaceOf = (who: Person) =>
      standsInFor(walk.procedure, walk.state, command.type, walk.facts(who), who, walk.now);
    expect([inPlaceOf(actor), inPlaceOf(chief)]).toEqual([chief.person, null]);
    expect(walk.give(command, colleague(actor, 2))?.code).toBe('not-permitted');
    expect(walk.steps(actor)).toContain(command.type);
    walk.must(command, actor);
  });
});

describe('提级办理: a raised case is that of the post above, with its dates', () => {
  // 行政许可法 §42 by analogy: the office that has the case asks.
  it('the office above asks for more days, and the empty one does not', () => {
    const walk = new ContractWalk().accepted();
    const { members: all } = walk.staff;
    walk.staff = { ...walk.staff, members: all.filter(({ organisation }) => organisation === 'bureau:miit') };
    walk.must({ type: 'raise' }, SYSTEM);
    const ask = { type: 'ask-extension', days: 2, opinion: '需现场核查' } as const;
    expect(walk.give(ask, walk.industry)?.code).toBe('not-permitted');
    walk.must(ask, walk.officer);
  });
});

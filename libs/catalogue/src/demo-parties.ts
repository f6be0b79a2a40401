import type { ExpertCategory, ExpertFact, Role, Text } from '@vermilion/domain';
import names from './data/english-names.json' with { type: 'json' };
import { bureaus, districts, type District } from './registers.js';
import { demoFirms } from './fillers.js';
import { sampleData } from './sample-data.js';

/** An organisation (or a single expert) that takes part. `district` is an `internalCode`. */
export interface Party {
  readonly organisation: string;
  readonly kind: 'enterprise' | 'district' | 'bureau' | 'expert' | 'city';
  readonly name: Text;
  readonly creditCode: string | null;
  readonly district: string | null;
  readonly email: string;
  readonly fictional: true;
}

/** A demonstration user's membership; `sub` is the user name. */
export interface Member {
  readonly sub: string;
  readonly organisation: string;
  readonly role: Role;
  readonly name: Text;
}

const CATEGORIES: { readonly [category: string]: ExpertCategory } = {
  技术: 'technical',
  财务: 'finance',
  管理: 'management',
};
const IN_POOL = '在库';
const OFFICES = ['industry', 'finance'] as const;
const CITY_OFFICES: readonly { id: string; user: string; role: Role; name: Text }[] = [
  { id: 'operations', user: 'ops1', role: 'operations', name: { zh: '市级平台运维', en: 'City platform operations' } },
  { id: 'security', user: 'sec1', role: 'security', name: { zh: '市级安全管理', en: 'City security administration' } },
  { id: 'audit', user: 'audit1', role: 'auditor', name: { zh: '市级审计', en: 'City audit' } },
];

/** Addresses nobody owns: RFC 2606 reserves `.invalid`. */
function mailbox(user: string): string {
  return `${user}@example.invalid`;
}

function englishName(id: string): string {
  return new Map(Object.entries(names)).get(id) ?? id;
}

function userOfOffice(district: District, office: 'industry' | 'finance'): string {
  return `d-${district.internalCode.toLowerCase()}-${office}`;
}

function districtOffices(): Party[] {
  return districts().flatMap((district) =>
    OFFICES.map((office) => ({
      organisation: `district:${district.internalCode}/${office}`,
      kind: 'district' as const,
      name: district.offices[office],
      creditCode: null,
      district: district.internalCode,
      email: mailbox(userOfOffice(district, office)),
      fictional: true as const,
    })),
  );
}

function enterprisesAndExperts(): Party[] {
  const { experts } = sampleData();
  const firms = demoFirms().map((firm) => ({
    organisation: `enterprise:${firm.usci}`,
    kind: 'enterprise' as const,
    name: { zh: firm.name, en: englishName(firm.id) },
    creditCode: firm.usci,
    district: firm.district.internalCode,
    email: firm.contact.email,
    fictional: firm.fictional,
  }));
  const people = experts.map((expert) => ({
    organisation: `expert:${expert.id}`,
    kind: 'expert' as const,
    name: { zh: `${expert.name}（虚构）`, en: englishName(expert.id) },
    creditCode: null,
    district: null,
    email: expert.email,
    fictional: expert.fictional,
  }));
  return [...firms, ...people];
}

function cityOffice(id: string, kind: 'bureau' | 'city', name: Text): Party {
  const email = mailbox(`${kind}-${id}`);
  return { organisation: `${kind}:${id}`, kind, name, creditCode: null, district: null, email, fictional: true };
}

/** Everybody who takes part in a demonstration: 12 enterprises, 15 experts, 32 district offices, the bureaus and the city's own offices. */
export function demoParties(): readonly Party[] {
  return [
    ...enterprisesAndExperts(),
    ...districtOffices(),
    ...bureaus().map((bureau) => cityOffice(bureau.id, 'bureau', { zh: bureau.zh, en: bureau.en })),
    ...CITY_OFFICES.map(({ id, name }) => cityOffice(id, 'city', name)),
  ];
}

function member(sub: string, organisation: string, role: Role, zh: string, en: string): Member {
  return { sub, organisation, role, name: { zh: `${zh}（演示）`, en: `${en} (demonstration)` } };
}

function bureauMembers(): Member[] {
  const posts = [
    ['miit', 'officer', '经办', 'officer'],
    ['miit', 'leader', '局领导', 'leader'],
    ['finance', 'officer', '经办', 'officer'],
    ['supervision', 'officer', '督办', 'supervising officer'],
  ] as const;
  const known = new Map(bureaus().map((bureau) => [bureau.id, bureau]));
  return posts.map(([id, role, zh, en]) => {
    const bureau = known.get(id);
    return member(`${id}-${role}`, `bureau:${id}`, role, `${bureau?.zh ?? id}${zh}`, `${bureau?.en ?? id}, ${en}`);
  });
}

/** Offices with several people in a demonstration, so that work can be transferred, prepared, signed together and taken over: how many more. */
const COLLEAGUES: readonly { readonly of: string; readonly more: number }[] = [
  { of: 'd-410122-industry', more: 2 },
  { of: 'd-410122-finance', more: 1 },
  { of: 'miit-officer', more: 2 },
  { of: 'miit-leader', more: 1 },
  { of: 'sec1', more: 1 },
];

/** `d-410122-industry-2`, `miit-officer-3` …: the same post as the first one. */
function colleagues(first: readonly Member[]): Member[] {
  return COLLEAGUES.flatMap(({ of, more }) => {
    const head = first.find(({ sub }) => sub === of);
    if (!head) throw new Error(`${of} is no demonstration user`);
    return Array.from({ length: more }, (_, index) => ({
      ...head,
      sub: `${of}-${index + 2}`,
      name: { zh: `${head.name.zh}${index + 2}`, en: `${head.name.en} ${index + 2}` },
    }));
  });
}

/** The firms for which one and the same person fills in, as an agency does: there one chooses for whom one acts. */
const SERVED_BY_AGENT: readonly string[] = ['ENT10', 'ENT12'];

function agent(): Member[] {
  return demoFirms()
    .filter(({ id }) => SERVED_BY_AGENT.includes(id))
    .map(({ usci }) => member('agent-filler', `enterprise:${usci}`, 'filler', '代办填报人', 'Filler for two firms'));
}

/**
 * The memberships of a demonstration: `ent01-filler`, `ent01-approver`, `d-410122-industry`, `exp01`, `miit-officer` …, one each; only
 * `agent-filler` has two.
 */
export function demoMembers(): readonly Member[] {
  const first = firstMembers();
  return [...first, ...colleagues(first), ...agent()];
}

function firstMembers(): readonly Member[] {
  const { experts } = sampleData();
  return [
    ...demoFirms().flatMap((firm) => {
      const [user, organisation] = [firm.id.toLowerCase(), `enterprise:${firm.usci}`];
      return [
        member(
          `${user}-filler`,
          organisation,
          'filler',
          `${firm.displayName}填报人`,
          `${englishName(firm.id)}, filler`,
        ),
        member(
          `${user}-approver`,
          organisation,
          'approver',
          `${firm.displayName}审核人`,
          `${englishName(firm.id)}, approver`,
        ),
      ];
    }),
    ...districts().flatMap((district) =>
      OFFICES.map((office) => {
        const { zh, en } = district.offices[office];
        const organisation = `district:${district.internalCode}/${office}`;
        return member(userOfOffice(district, office), organisation, 'reviewer', `${zh}经办`, `${en}, reviewer`);
      }),
    ),
    ...experts.map(({ id, name }) => member(id.toLowerCase(), `expert:${id}`, 'expert', name, englishName(id))),
    ...bureauMembers(),
    ...CITY_OFFICES.map(({ id, user, role, name }) => member(user, `city:${id}`, role, name.zh, name.en)),
  ];
}

/** The expert pool as a draw needs it: no names. Suspended experts are in it, but not available. */
export function demoExperts(): readonly Omit<ExpertFact, 'recused'>[] {
  return sampleData().experts.map((expert) => {
    const category = CATEGORIES[expert.category];
    if (!category) throw new Error(`expert ${expert.id} has no known category`);
    return {
      id: expert.id,
      category,
      employerGroup: expert.employerGroup,
      employerCreditCode: expert.employerUsci,
      available: expert.poolStatus === IN_POOL,
      conflicts: expert.conflicts.map(({ usci, type, until, mustRecuse }) => ({
        creditCode: usci,
        type,
        until,
        mustRecuse,
      })),
    };
  });
}

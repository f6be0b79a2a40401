import type { ExpertCategory, ExpertFact, Marks, Person } from '@vermilion/domain';

const person = (id: string, organisation: string, role: Person['role']): Person => ({
  kind: 'person',
  person: id,
  organisation,
  role,
});

export const approver = person('firm-approver', 'enterprise:91410100TEST00001X', 'approver');
export const districtReviewer = person('district-industry', 'district:410122/industry', 'reviewer');
export const financeReviewer = person('district-finance', 'district:410122/finance', 'reviewer');
export const officer = person('miit-officer', 'bureau:miit', 'officer');
export const operator = person('ops', 'city:operations', 'operations');
export const leader = person('miit-leader', 'bureau:miit', 'leader');

/** An expert of the pool as a person. */
export function expert(id: string): Person {
  return person(`person-of-${id}`, `expert:${id}`, 'expert');
}

/** A pool of experts, each with an employer of their own: `T1`, `T2` … technical, `F1` … finance. */
export function pool(technical: number, finance: number): ExpertFact[] {
  const some = (letter: string, count: number, category: ExpertCategory): ExpertFact[] =>
    Array.from({ length: count }, (_, index) => ({
      id: `${letter}${index + 1}`,
      category,
      employerGroup: `group-${letter}${index + 1}`,
      employerCreditCode: null,
      available: true,
      recused: null,
      conflicts: [],
    }));
  return [...some('T', technical, 'technical'), ...some('F', finance, 'finance')];
}

/** Marks with this total, with a comment on every item. */
export function marksOf(total: number): Marks {
  return { items: { level: total }, comments: { level: '依据现场材料评定' } };
}

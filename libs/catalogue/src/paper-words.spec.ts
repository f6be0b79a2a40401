import { OUTCOMES } from '@vermilion/domain';
import { paperWords } from './paper-words.js';
import { loadProcedures } from './procedures.js';
import { bureaus } from './registers.js';

describe('the words of official papers', () => {
  const { programmes, decisions, issuers } = paperWords();
  const procedures = [...loadProcedures().values()];

  it('are there for every programme that gives titles, with document and summary for each that runs in rounds', () => {
    for (const { id, stages, round } of procedures) {
      if (stages.some(({ kind }) => kind === 'award')) expect(programmes).toHaveProperty([id]);
      if (!round) continue;
      expect(programmes[id]?.award).toBeTruthy();
      expect(programmes[id]?.summary).toBeTruthy();
    }
    expect(Object.keys(programmes).filter((id) => !procedures.some((procedure) => procedure.id === id))).toEqual([]);
  });

  it('put the smallest improvement into words for every programme with gates', () => {
    for (const { id } of procedures.filter(({ gates }) => gates.length > 0)) {
      const words = Object.values(programmes[id]?.improvement ?? {});
      expect(words.map((sentence) => sentence.includes('{count}'))).toEqual([true, true]);
    }
  });

  it('tell each decision against an applicant, and name organs that there are by their full names', () => {
    for (const outcome of Object.keys(decisions)) expect(OUTCOMES).toContain(outcome);
    for (const organisation of Object.keys(issuers))
      expect(bureaus().map(({ id }) => `bureau:${id}`)).toContain(organisation);
    for (const { stages, round } of procedures)
      for (const { office } of [...stages, ...(round ? [{ office: round.leader }] : [])])
        if (office.body === 'bureau') expect(issuers).toHaveProperty([`bureau:${office.bureau}`]);
  });
});

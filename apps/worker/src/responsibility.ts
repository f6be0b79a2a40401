import type { ResponsibilityCatalogue } from '@vermilion/activities';
import { obligations, type ProcedureBook } from '@vermilion/catalogue';

/** The bureau that supervises all others (督查机构): the last rung of every ladder. */
const SUPERVISION = 'supervision';

/** Answers from the catalogue: which procedure a case follows, and who is behind an obligation. */
export function responsibility(procedures: ProcedureBook): ResponsibilityCatalogue {
  const byId = new Map(obligations().map((obligation) => [obligation.id, obligation]));
  return {
    procedure: (id, version) => {
      const found = procedures.get(`${id}@${version}`);
      if (!found) throw new Error(`the catalogue has no procedure ${id}@${version}`);
      return found;
    },
    recipients: (obligation, rung) => {
      const behind = byId.get(obligation);
      const bureaus = {
        lead: behind?.leadBureauId ? [behind.leadBureauId] : [],
        'co-responsible': behind?.coBureauIds ?? [],
        supervision: [SUPERVISION],
      };
      return bureaus[rung].map((bureau) => `bureau:${bureau}`);
    },
  };
}

import { stageLimitId } from '../limits.js';
import type { CaseState, Desk, Passage, RunningLimit } from '../state.js';
import { CLEAR_DESK } from '../state.js';
import type { Changes } from './change.js';

/** How the desk of an office changes: who works on the case, whom he asks, who signs before and after. */
export const evolveDesk: Changes<
  | 'desk.transferred'
  | 'desk.delegated'
  | 'desk.delegation-ended'
  | 'desk.signer-added'
  | 'desk.signer-removed'
  | 'desk.signed'
  | 'desk.decided'
  | 'desk.urged'
  | 'desk.taken-back'
  | 'desk.raised'
> = {
  'desk.transferred': (state, { to, organisation }) =>
    deskWith(state, {
      assignee: to,
      delegate: null,
      raised: state.desk.raised?.organisation === organisation ? state.desk.raised : null,
    }),
  'desk.delegated': (state, { to, by }) => deskWith(state, { delegate: { person: to, by } }),
  'desk.delegation-ended': (state) => deskWith(state, { delegate: null }),
  'desk.signer-added': (state, { signer, position, by }) =>
    deskWith(state, { signers: [...state.desk.signers, { person: signer, position, by, status: 'waiting' }] }),
  'desk.signer-removed': (state, { signer }) =>
    deskWith(state, { signers: state.desk.signers.filter(({ person }) => person !== signer) }),
  'desk.signed': (state, { signer, agreed }) => signed(state, signer, agreed),
  'desk.decided': (state) => deskWith(state, { decided: true, signers: askedAnew(state) }),
  'desk.urged': (state, { on }) => deskWith(state, { urgedOn: on }),
  'desk.taken-back': (state, { from, to, endorsed }) =>
    state.desk.decided
      ? deskWith(state, { decided: false })
      : { endorsed, desk: clearedDesk(state), limits: from === to ? state.limits : runningOn(state) },
  'desk.raised': (state, { organisation, role }) => ({
    desk: { ...clearedDesk(state), raised: { organisation, role } },
  }),
};

/** An empty desk. The applicant urges once a day, whoever has the case. */
export function clearedDesk({ desk }: CaseState): Desk {
  return { ...CLEAR_DESK, urgedOn: desk.urgedOn };
}

/** What whoever lets the case go on leaves behind; null when nobody may take it back. */
export function passageOf({ limits }: CaseState, stage: string, by: string | null): Passage | null {
  return by === null
    ? null
    : {
        from: stage,
        by,
        limit: limits.find(({ subject }) => subject.of === 'stage' && subject.stage === stage) ?? null,
      };
}

function deskWith(state: CaseState, change: Partial<Desk>): Partial<CaseState> {
  return { desk: { ...state.desk, ...change } };
}

/** Who signs after the office and disagrees gives the case back to it. */
function signed(state: CaseState, signer: string, agreed: boolean): Partial<CaseState> {
  const signers = state.desk.signers.map((other) =>
    other.person === signer ? { ...other, status: agreed ? ('agreed' as const) : ('disagreed' as const) } : other,
  );
  const after = state.desk.signers.some(({ person, position }) => person === signer && position === 'after');
  return deskWith(state, { signers, decided: state.desk.decided && !(after && !agreed) });
}

/** Consent is to this decision, not to an earlier one. */
function askedAnew({ desk }: CaseState): Desk['signers'] {
  return desk.signers.map((signer) => (signer.position === 'after' ? { ...signer, status: 'waiting' } : signer));
}

/** The limit of the stage that was taken back runs on as if it had never been left. */
function runningOn({ limits, passage, stage, visit }: CaseState): RunningLimit[] {
  const id = stageLimitId(stage ?? '', visit);
  return limits.map((limit) => (limit.id === id && passage?.limit ? { ...passage.limit, id } : limit));
}

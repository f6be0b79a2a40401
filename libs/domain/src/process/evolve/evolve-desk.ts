import type { Desk } from '../state.js';
import type { CaseState } from '../state.js';
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
> = {
  'desk.transferred': (state, { to }) => deskWith(state, { assignee: to, delegate: null }),
  'desk.delegated': (state, { to, by }) => deskWith(state, { delegate: { person: to, by } }),
  'desk.delegation-ended': (state) => deskWith(state, { delegate: null }),
  'desk.signer-added': (state, { signer, position, by }) =>
    deskWith(state, { signers: [...state.desk.signers, { person: signer, position, by, status: 'waiting' }] }),
  'desk.signer-removed': (state, { signer }) =>
    deskWith(state, { signers: state.desk.signers.filter(({ person }) => person !== signer) }),
  'desk.signed': (state, { signer, agreed }) => signed(state, signer, agreed),
  'desk.decided': (state) => deskWith(state, { decided: true }),
  'desk.urged': (state, { on }) => deskWith(state, { urgedOn: on }),
  'desk.taken-back': () => ({}),
};

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

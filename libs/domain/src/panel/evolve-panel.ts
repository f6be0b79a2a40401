import type { DateText } from '../calendar/calendar.js';
import type { EventData } from '../process/event.js';
import { stageLimitId } from '../process/limits.js';
import type { CaseState, PanelState, RunningLimit, Seat } from '../process/state.js';

/** How the panel of a case changes, one function an event. */
export const evolvePanel = {
  frozen: (_state: CaseState, { candidates, poolHash }: EventData['panel.pool-frozen']): Partial<CaseState> => ({
    panel: {
      poolHash,
      candidates,
      seed: null,
      seats: [],
      alternates: [],
      convened: false,
      exhausted: false,
      minuteAwaited: false,
      result: null,
    },
  }),

  drawn: (state: CaseState, { seed, seats, alternates, on }: EventData['panel.drawn']): Partial<CaseState> => {
    const invited = seats.map((seat): Seat => ({ ...seat, status: 'invited', invitation: 1, commitment: null }));
    return {
      ...panelWith(state, { seed, seats: invited, alternates }),
      limits: [...state.limits, ...invited.map((seat) => invitationLimit(state, seat, on))],
    };
  },

  accepted: (state: CaseState, { seat }: EventData['panel.invitation-accepted']): Partial<CaseState> => ({
    ...seatWith(state, seat, { status: 'accepted' }),
    limits: withoutInvitation(state, seat),
  }),

  declined: (
    state: CaseState,
    { seat, reason, recuses }: EventData['panel.invitation-declined'],
  ): Partial<CaseState> => ({
    // Events older than the flag tell it by their reason.
    ...((recuses ?? reason.startsWith('conflict')) ? recusing(state, seat, reason) : {}),
    ...panelWith(state, { convened: false, seats: seatsWith(state, seat, { status: 'declined' }) }),
    limits: withoutInvitation(state, seat),
  }),

  replaced: (state: CaseState, { seat, token, on }: EventData['panel.seat-replaced']): Partial<CaseState> => {
    const before = state.panel?.seats.find((candidate) => candidate.seat === seat);
    if (!state.panel || !before) return {};
    const invited: Seat = { ...before, token, status: 'invited', invitation: before.invitation + 1 };
    const seats = state.panel.seats.map((candidate) => (candidate.seat === seat ? invited : candidate));
    const alternates = state.panel.alternates.filter((candidate) => candidate.token !== token);
    return {
      ...panelWith(state, { seats, alternates }),
      limits: [...state.limits, invitationLimit(state, invited, on)],
    };
  },

  exhausted: (state: CaseState): Partial<CaseState> => panelWith(state, { exhausted: true }),

  /** 评分作废: what the seat gave counts no more, and an alternate takes its place. */
  voided: (state: CaseState, { seat, reason }: EventData['panel.mark-voided']): Partial<CaseState> => ({
    ...recusing(state, seat, reason),
    ...panelWith(state, { convened: false, seats: seatsWith(state, seat, { status: 'declined', commitment: null }) }),
  }),

  minuteAwaited: (state: CaseState, minuteAwaited: boolean): Partial<CaseState> => panelWith(state, { minuteAwaited }),

  dissolved: (state: CaseState): Partial<CaseState> => ({
    panel: null,
    limits: state.limits.filter((limit) => limit.subject.of !== 'invitation'),
  }),

  convened: (state: CaseState): Partial<CaseState> => panelWith(state, { convened: true }),

  marked: (state: CaseState, { seat, commitment }: EventData['panel.mark-submitted']): Partial<CaseState> =>
    seatWith(state, seat, { status: 'marked', commitment }),

  opened: (
    state: CaseState,
    { marks, trimmedMean, plainMean, spread, passed }: EventData['panel.opened'],
  ): Partial<CaseState> => {
    const judgement = { marks, trimmedMean, plainMean, spread, passed };
    const limits = state.limits.filter(({ subject }) => subject.of !== 'invitation');
    return { ...panelWith(state, { result: judgement }), judgement, limits };
  },
};

/** The expert on the seat leaves the case for good. */
function recusing(state: CaseState, seat: number, reason: string): Partial<CaseState> {
  const token = state.panel?.seats.find((candidate) => candidate.seat === seat)?.token;
  if (token === undefined) return {};
  return { recused: [...state.recused, token], recusedFor: { ...state.recusedFor, [token]: reason } };
}

function panelWith(state: CaseState, change: Partial<PanelState>): Partial<CaseState> {
  return state.panel ? { panel: { ...state.panel, ...change } } : {};
}

function seatsWith(state: CaseState, seat: number, change: Partial<Seat>): Seat[] {
  return (state.panel?.seats ?? []).map((candidate) =>
    candidate.seat === seat ? { ...candidate, ...change } : candidate,
  );
}

function seatWith(state: CaseState, seat: number, change: Partial<Seat>): Partial<CaseState> {
  return panelWith(state, { seats: seatsWith(state, seat, change) });
}

function invitationLimit(state: CaseState, seat: Seat, on: DateText): RunningLimit {
  const stage = state.stage ?? '';
  // A panel drawn anew begins to count its invitations anew: its pool tells it apart.
  const pool = state.panel?.poolHash.slice(0, 8) ?? '';
  const id = `${stageLimitId(stage, state.visit)}/pool-${pool}/seat-${seat.seat}.${seat.invitation}`;
  return {
    id,
    subject: { of: 'invitation', stage, seat: seat.seat },
    startedOn: on,
    pauses: [],
    reminded: false,
    lapsed: null,
  };
}

function withoutInvitation(state: CaseState, seat: number): RunningLimit[] {
  return state.limits.filter((limit) => !(limit.subject.of === 'invitation' && limit.subject.seat === seat));
}

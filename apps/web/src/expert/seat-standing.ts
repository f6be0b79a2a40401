import type { CaseView, DeadlineList, ProgrammeView } from '@vermilion/contracts';
import type { PanelStage } from '@vermilion/domain';

/** Where an expert is with a seat: what can be done now, or what is waited for. */
export type SeatStanding =
  /** The invitation is to be answered. */
  | 'invited'
  /** The seat is taken; it is marked, at the latest when the panel is complete. */
  | 'accepted'
  /** The marks are in, and nobody sees any. */
  | 'sealed'
  /** The marks are open; the chair owes the minute. */
  | 'minute'
  /** The case has ended with the panel, whose marks are open. Where it goes on, it closes to the experts. */
  | 'opened'
  /** The case has been closed while the marks were sealed. */
  | 'over'
  /** The case has ended without this seat's marks. */
  | 'missed'
  /** No seat of this expert any more: declined, not answered in time, void. */
  | 'gone';

type Seen = Pick<CaseView, 'panel' | 'stage' | 'phase'>;
type Seat = NonNullable<CaseView['panel']>['seats'][number];

/** The expert's own seat, as the server tells it. */
export function ownSeat({ panel }: Pick<CaseView, 'panel'>): Seat | null {
  return panel?.seats.find(({ yours }) => yours) ?? null;
}

/** The stage at which the panel of the case sits, or sat. */
export function panelStageOf(programme: ProgrammeView, { stage }: Pick<CaseView, 'stage'>): PanelStage | null {
  const stages = programme.stages as unknown as readonly (
    PanelStage | { readonly kind: 'other'; readonly id: string }
  )[];
  const panels = stages.filter((one): one is PanelStage => one.kind === 'panel');
  return panels.find(({ id }) => id === stage?.id) ?? panels[0] ?? null;
}

/** Where the expert is with the seat. @param panelStage the id of the stage at which the panel sits */
export function seatStanding(view: Seen, panelStage: string | undefined): SeatStanding {
  const seat = ownSeat(view);
  if (!seat) return 'gone';
  const sits = view.phase === 'running' && view.stage?.id === panelStage;
  return sits ? whileItSits(seat, view) : afterwards(seat, view);
}

function whileItSits({ status }: Seat, { panel }: Seen): SeatStanding {
  if (panel?.minuteAwaited) return 'minute';
  if (status === 'invited') return 'invited';
  if (status === 'accepted') return 'accepted';
  return status === 'marked' ? 'sealed' : 'gone';
}

function afterwards({ status }: Seat, { panel }: Seen): SeatStanding {
  if (status !== 'marked') return 'missed';
  return panel?.result ? 'opened' : 'over';
}

type Deadline = DeadlineList['items'][number];

/** The date by which this expert has to act: the answer to the own invitation, or the end of the panel. Other seats have dates of their own. */
export function ownDeadline(
  dates: readonly Deadline[],
  view: Pick<CaseView, 'panel' | 'stage' | 'visit'>,
  standing: SeatStanding,
): Deadline | null {
  const stage = `${view.stage?.id ?? ''}#${view.visit}`;
  const invitation = `/seat-${ownSeat(view)?.seat ?? 0}.`;
  const mine = ({ limit }: Deadline) =>
    standing === 'invited' ? limit.startsWith(stage) && limit.includes(invitation) : limit === stage;
  const ends = dates.filter((date) => date.rung !== 'remind' && mine(date));
  return ends.find(({ recordedAt }) => recordedAt === null) ?? ends.at(-1) ?? null;
}

/** How many seats have been taken: so many make the panel complete. */
export function seatsTaken({ panel }: Pick<CaseView, 'panel'>): { readonly taken: number; readonly of: number } {
  const seats = panel?.seats ?? [];
  const taken = seats.filter(({ status }) => status === 'accepted' || status === 'marked').length;
  return { taken, of: seats.length };
}

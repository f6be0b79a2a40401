import { Inject, Injectable } from '@nestjs/common';
import { districts } from '@vermilion/catalogue';
import type { RoundBoard } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import { businessNow, newestInRound, objectionsOf, type CaseRecord, type Session } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { Procedures } from '../cases/procedures.js';
import { PROCEDURES } from '../parts.js';
import { boardOf, TOLD_ON_BOARDS } from './board-view.js';
import { RoundDesk } from './round-desk.js';

const LAST_EVENTS = 12;

/** Puts a round on a wall, for whoever sees the whole of it. */
@Injectable()
export class BoardDesk {
  private readonly districts = districts();

  constructor(
    @Inject(RoundDesk) private readonly rounds: RoundDesk,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  /** @throws Problem `not-found`, also for who does not see the whole round */
  board(person: Person, id: string): Promise<RoundBoard> {
    return this.rounds.within(person, id, async (session, { record, sight, cases }) => {
      if (!sight.whole) throw problem('not-found');
      const own = cases.filter(({ round }) => round === record.id);
      const numbers = own.map((found) => found.id);
      return boardOf({
        procedure: this.procedures.of(record),
        state: record.state,
        cases: own,
        happened: await newestInRound(session, id, numbers, TOLD_ON_BOARDS, LAST_EVENTS),
        objections: await objectionsTo(session, own),
        districts: this.districts,
        now: await businessNow(session),
      });
    });
  }
}

async function objectionsTo(session: Session, cases: readonly CaseRecord[]) {
  const disputed = cases.filter(({ state }) => state.objections.length > 0);
  const found = [];
  for (const { id } of disputed) found.push(...(await objectionsOf(session, id)));
  return found;
}

import { Inject, Injectable } from '@nestjs/common';
import type { NearMissView } from '@vermilion/contracts';
import {
  SYSTEM,
  dateOf,
  nearMiss,
  organisationOf,
  type EventData,
  type Form,
  type Person,
  type Procedure,
} from '@vermilion/domain';
import {
  businessNow,
  draftOf,
  eventsOf,
  organisationsNamed,
  readClock,
  roundById,
  titleByNumber,
  type CaseRecord,
  type Ledger,
  type RoundRecord,
  type Session,
} from '@vermilion/ledger';
import { letter } from '@vermilion/papers';
import { problem } from '@vermilion/runtime';
import { CaseDesk } from '../cases/case-desk.js';
import { Procedures } from '../cases/procedures.js';
import { LEDGER, PROCEDURES } from '../parts.js';
import { letterOf } from './near-miss-letter.js';
import { missInWords } from './near-miss-words.js';

/** 差一点报告: as data for a screen, and as a letter. */
@Injectable()
export class NearMissDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
    @Inject(CaseDesk) private readonly desk: CaseDesk,
  ) {}

  /** @throws Problem `near-miss-none` when the case is under way, was successful, or a draft that misses nothing; `not-found` */
  async view(person: Person, id: string): Promise<NearMissView> {
    return this.desk.within(person, id, (session, found) => this.told(session, found));
  }

  /** The same as a PDF. */
  async print(person: Person, id: string): Promise<Buffer> {
    const data = await this.desk.within(person, id, async (session, found) => {
      const view = await this.told(session, found);
      const issuer = await this.issuerOf(session, found, view);
      const signedOn = dateOf(await businessNow(session));
      const { mode } = await readClock(session);
      const procedure = this.procedures.of(found);
      return letterOf(view, {
        issuer,
        applicant: found.applicant.name.zh,
        procedure,
        signedOn,
        sample: mode === 'manual',
      });
    });
    return letter(data);
  }

  private async told(session: Session, found: CaseRecord): Promise<NearMissView> {
    const procedure = this.procedures.of(found);
    const evidence = {
      form: await formOf(session, found),
      refusal: await refusalOf(session, found.id),
      ...(await this.aroundOf(found)),
    };
    const report = nearMiss(procedure, found.state, evidence);
    if (!report) throw problem('near-miss-none');
    const { outcome, misses, change } = report;
    return { caseId: found.id, outcome, misses: misses.map((miss) => missInWords(procedure, miss)), change };
  }

  /** Quota and cap of a round, how many a district recommends, and a title's last day are public; who applies may not read them itself. */
  private async aroundOf({ state, district }: CaseRecord) {
    const id = state.place?.round ?? state.round ?? state.left;
    return this.ledger.read(SYSTEM, async (session) => {
      const round = id === null ? null : await roundById(session, id);
      const held = state.check?.title ? await titleByNumber(session, state.check.title) : null;
      const quota = state.place && round ? round.terms.quota : null;
      return { quota, recommended: round && listOf(round, district), titleUntil: held?.validUntil ?? null };
    });
  }

  /** Who has refused the case writes; for a place in a round the one who called it. */
  private async issuerOf(
    session: Session,
    { state, district, procedure: _, ...found }: CaseRecord,
    view: NearMissView,
  ) {
    const procedure = this.procedures.of({ procedure: state.procedure, version: found.version });
    const organisation = organisationOf(officeBehind(procedure, view), district);
    return (await organisationsNamed(session, [organisation])).get(organisation)?.name.zh ?? organisation;
  }
}

function listOf({ state, terms }: RoundRecord, district: string) {
  return { listed: state.recommendations[district]?.length ?? 0, cap: terms.districtCap };
}

function officeBehind(procedure: Procedure, view: NearMissView) {
  const refused = view.misses.find(({ of }) => of === 'ground')?.figures['stage'];
  const stage = procedure.stages.find(({ id }) => id === refused) ?? procedure.stages.at(-1);
  if (!stage) throw new Error(`procedure ${procedure.id} has no stage`);
  return refused === undefined ? (procedure.round?.office ?? stage.office) : stage.office;
}

/** The draft while there is only one, otherwise what was submitted last. */
async function formOf(session: Session, { id, phase, state }: CaseRecord): Promise<Form> {
  if (phase !== 'draft') return state.form;
  return (await draftOf(session, id))?.form ?? {};
}

async function refusalOf(session: Session, id: string) {
  const events = await eventsOf(session, id);
  const refused = events.findLast(({ type }) => type === 'application.refused');
  return refused ? (refused.data as EventData['application.refused']) : null;
}

import { Inject, Injectable } from '@nestjs/common';
import {
  EVENT_TITLES,
  ROUND_EVENT_TITLES,
  type FlowView,
  type StandingView,
  type ToldList,
  type ToldQuery,
} from '@vermilion/contracts';
import type { Person, Text } from '@vermilion/domain';
import { businessNow, casesUnderWay, measureFlow, measureLag, toldLast, type Ledger } from '@vermilion/ledger';
import { Procedures } from '../cases/procedures.js';
import { LEDGER, PROCEDURES } from '../parts.js';
import { agesOf, countsOf, heatOf, pressingOf } from './standing-view.js';

/** What operations watch: where the cases are and how old, what is late, what is behind, who was told. Read with the reader's own rights. */
@Injectable()
export class WatchDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  async standing(person: Person): Promise<StandingView> {
    const { found, now } = await this.ledger.read(person, async (session) => ({
      found: await casesUnderWay(session),
      now: await businessNow(session),
    }));
    const cases = found.map((one) => {
      const stage = this.procedures.stage(this.procedures.of(one), one.stage);
      return { ...one, title: stage?.title ?? { zh: one.stage, en: one.stage } };
    });
    return {
      asOf: now,
      running: cases.length,
      counts: countsOf(cases, now),
      ages: agesOf(cases, now),
      heat: heatOf(cases, now),
      pressing: pressingOf(cases, now),
    };
  }

  async flow(person: Person): Promise<FlowView> {
    const { lag, flow } = await this.ledger.read(person, async (session) => ({
      lag: await measureLag(session),
      flow: await measureFlow(session),
    }));
    return {
      outbox: { rows: lag.outboxRows, age: lag.outboxAge },
      due: { age: lag.dueAge },
      workflows: { behind: flow.workflowsBehind },
      consumers: flow.consumers.map((consumer) => ({ ...consumer })),
      deliveries: flow.deliveries,
      openIncidents: lag.openIncidents,
    };
  }

  async told(person: Person, { state, limit }: ToldQuery): Promise<ToldList> {
    const found = await this.ledger.read(person, (session) => toldLast(session, state, limit));
    const titles: { readonly [type: string]: Text } = { ...EVENT_TITLES, ...ROUND_EVENT_TITLES };
    return {
      items: found.map(({ eventType, ...rest }) => ({
        ...rest,
        what: titles[eventType] ?? { zh: eventType, en: eventType },
      })),
    };
  }
}

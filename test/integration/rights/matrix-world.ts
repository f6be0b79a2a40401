import { randomUUID } from 'node:crypto';
import type { CaseView, MeView, Receipt } from '@vermilion/contracts';
import { SYSTEM } from '@vermilion/domain';
import { writeNotification } from '@vermilion/ledger';
import { ApiCase } from '../../support/api-case.js';
import { API_TERMS, ApiRound, districtCode, districtOf } from '../../support/api-round.js';
import type { TestApi } from '../../support/api.js';
import { fullMarks } from '../../support/case-story.js';
import { until } from '../../support/processes.js';

/** How far the case has come about which everybody asks. `refused` is another one, of another firm and district, which its district refused. */
export const PHASES = ['draft', 'review', 'panel', 'notice', 'decided', 'refused'] as const;
export type Phase = (typeof PHASES)[number];

/** How somebody stands to the case. */
export const RELATIONS = [
  'filler',
  'approver',
  'other firm',
  'district',
  'district finance',
  'other district',
  'bureau',
  'leader',
  'other bureau',
  'supervision',
  'seated expert',
  'other expert',
  'operations',
  'security',
  'auditor',
  'nobody',
] as const;
export type Relation = (typeof RELATIONS)[number];

const EXPERTS = Array.from({ length: 15 }, (_, index) => `exp${String(index + 1).padStart(2, '0')}`);

/** An application that walks through its round from the draft to the award, and something of every kind that hangs on a case. */
export class MatrixWorld {
  private seats: readonly string[] = [];

  private constructor(
    readonly api: TestApi,
    readonly round: ApiRound,
    private readonly walking: ApiCase,
    private readonly refused: ApiCase,
    private phase: Phase,
  ) {}

  /** The round is open, the draft complete. */
  static async begin(api: TestApi): Promise<MatrixWorld> {
    const round = new ApiRound(api);
    await round.call();
    await round.comesTo(API_TERMS.opens);
    const walking = await ApiCase.open(api, 'ENT01');
    await walking.save(walking.form(), 1);
    await walking.attachAll();
    const refused = await ApiCase.open(api, 'ENT02');
    await refused.submit();
    await round.decide(refused, districtOf('ENT02'), 'refuse', { ground: 'outside-scope', opinion: '不属于申报范围' });
    return new MatrixWorld(api, round, walking, refused, 'draft');
  }

  /** The case about which everybody asks. */
  get subject(): ApiCase {
    return this.phase === 'refused' ? this.refused : this.walking;
  }

  /** The district of the case, as its code. */
  get district(): string {
    return districtCode(this.subject.enterprise);
  }

  /** Who signs in for a relation; null for nobody. */
  personOf(relation: Relation): string | null {
    const { enterprise, filler, approver } = this.subject;
    const other = enterprise === 'ENT01' ? 'ENT02' : 'ENT01';
    const people: { readonly [relation in Relation]: string | null } = {
      filler,
      approver,
      'other firm': `${other.toLowerCase()}-approver`,
      district: districtOf(enterprise),
      'district finance': districtOf(enterprise, 'finance'),
      'other district': districtOf(other),
      bureau: 'miit-officer',
      leader: 'miit-leader',
      'other bureau': 'finance-officer',
      supervision: 'supervision-officer',
      'seated expert': this.seats.at(-1) ?? 'exp01',
      'other expert': EXPERTS.find((expert) => expert !== 'exp01' && !this.seats.includes(expert)) ?? null,
      operations: 'ops1',
      security: 'sec1',
      auditor: 'audit1',
      nobody: null,
    };
    return people[relation];
  }

  /** Brings the case to its next phase. */
  async comeTo(phase: Phase): Promise<void> {
    if (phase === 'review') await this.toReview();
    if (phase === 'panel') await this.toPanel();
    if (phase === 'notice') await this.toNotice();
    if (phase === 'decided') await this.toDecision();
    this.lookAt(phase);
  }

  /** From now on everybody asks about the case that has come to this phase before. */
  lookAt(phase: Phase): void {
    this.phase = phase;
  }

  /** Sends a request as somebody and breaks it off after so many milliseconds. */
  async breakOff(relation: Relation, path: string, afterMs: number): Promise<void> {
    const headers = { authorization: `Bearer ${await this.api.issuer.token(this.personOf(relation) ?? '')}` };
    await fetch(`${this.api.url}/api/v1${path}`, { headers, signal: AbortSignal.timeout(afterMs) }).catch(() => null);
  }

  /** A document of the case that was submitted with it, or is about to be. */
  async document(): Promise<string> {
    const { body } = await this.api.ask<CaseView>('GET', `/cases/${this.subject.id}`, { as: this.subject.filler });
    return body.documents[0]?.id ?? '';
  }

  /** An erasure of nothing, which another has asked for. */
  erasure(): Promise<string> {
    return this.enter(
      `INSERT INTO erasure (subject, ground, reference, asked_by) VALUES ('person:' || $1 || gen_random_uuid(), 'unlawful', '〔2018〕1号', 'sec1-2')
       RETURNING id::text`,
      'nobody-',
    );
  }

  /** Where events of a bureau's cases were sent. */
  webhook(): Promise<string> {
    return this.enter(
      `INSERT INTO webhook (id, organisation, url, state, created_by) VALUES (gen_random_uuid(), $1, 'https://hooks.example/', 'disabled', 'sec1-2')
       RETURNING id::text`,
      'bureau:miit',
    );
  }

  /** A file of the case of which nothing has come yet. */
  upload(): Promise<string> {
    return this.enter(
      `INSERT INTO upload (id, case_id, type, name, media, bytes, sha256, opened_by)
       VALUES (gen_random_uuid(), $1, gen_random_uuid()::text, 'a.pdf', 'application/pdf', 9, repeat('0', 64), 'x') RETURNING id::text`,
      this.subject.id,
    );
  }

  /** A leave in the district's office. */
  leave(): Promise<string> {
    return this.enter(
      `INSERT INTO stand_in (organisation, absent, from_date, until_date, set_by)
       VALUES ($1, $2, '2018-03-01', '2018-03-02', $2) RETURNING id::text`,
      `district:${this.district}/industry`,
      districtOf(this.subject.enterprise),
    );
  }

  /** A task that is open on the case; the last seat's while experts mark. */
  /** An anchor of the ledger. */
  async anchor(): Promise<string> {
    const zeros = '0'.repeat(64);
    const statement = {
      n: 1,
      at: '2018-03-01T09:00:00+08:00',
      leaves: 0,
      root: zeros,
      previous: zeros,
      key: '',
      newKey: null,
    };
    await this.api.store.database.admin(`INSERT INTO anchor VALUES (1, $1, '', '', now()) ON CONFLICT DO NOTHING`, [
      JSON.stringify(statement),
    ]);
    return '1';
  }

  async task(): Promise<string> {
    const sql = 'SELECT id FROM task WHERE case_id = $1 ORDER BY id DESC LIMIT 1';
    const [row] = await this.api.store.database.admin<{ id: string }>(sql, [this.subject.id]);
    return encodeURIComponent(row?.id ?? 'none');
  }

  /** Tells each organisation something while all listen. @returns what each has heard, and what was meant for the own organisation */
  async heardBy(
    relations: readonly Relation[],
  ): Promise<{ [relation: string]: { own: string[]; messages: string[] } }> {
    const stop = new AbortController();
    const heard = new Map<Relation, string>();
    for (const relation of relations) void this.listen(relation, stop.signal, heard);
    await until('all listen', () => relations.every((relation) => heard.get(relation)?.includes('listening')));
    const organisations = new Map<Relation, string>();
    for (const relation of relations) organisations.set(relation, await this.organisationOf(relation));
    // Twice: when the second of the own has come, so has what was said to others before.
    for (const organisation of [...organisations.values(), ...organisations.values()])
      await this.message(organisation, `to ${organisation}`);
    const told = (relation: Relation) =>
      [...(heard.get(relation) ?? '').matchAll(/"en":"(to [^"]+)"/g)].map(([, to = '']) => to);
    await until('each has heard something', () => relations.every((relation) => told(relation).length > 3));
    stop.abort();
    return Object.fromEntries(
      relations.map((relation) => {
        const own = [`to ${organisations.get(relation)}`];
        return [relation, { own, messages: [...new Set(told(relation))] }];
      }),
    );
  }

  /** A message to an organisation. */
  async message(recipient: string, title = 'Please accept'): Promise<string> {
    const digestKey = randomUUID();
    const words = { zh: title, en: title };
    const id = await this.api.store.ledger.write(SYSTEM, (session) =>
      writeNotification(session, {
        recipient,
        kind: 'arrived',
        instant: '2018-03-01T09:00:00+08:00',
        digestKey,
        title: words,
        body: words,
        items: [{ caseId: this.subject.id, eventId: digestKey }],
      }),
    );
    return id ?? '';
  }

  /** The version of the case. */
  async seq(): Promise<number> {
    const sql = 'SELECT seq FROM "case" WHERE id = $1';
    const [row] = await this.api.store.database.admin<{ seq: number }>(sql, [this.subject.id]);
    return row?.seq ?? 0;
  }

  /** The certificate of the case, or one that nobody has. */
  async certificate(): Promise<string> {
    const { body } = await this.api.ask<CaseView>('GET', `/cases/${this.subject.id}`, { as: 'ops1' });
    return encodeURIComponent(body.award?.certificateNumber ?? '郑智车间2018-9999');
  }

  /** The public page of the frozen pool, or of none. */
  async draw(): Promise<string> {
    const sql = `SELECT seq FROM event WHERE stream = $1 AND type = 'panel.drawn'`;
    const [row] = await this.api.store.database.admin<{ seq: number }>(sql, [`application:${this.subject.id}`]);
    return `${this.subject.id}.${row?.seq ?? 1}`;
  }

  private async listen(relation: Relation, signal: AbortSignal, heard: Map<Relation, string>): Promise<void> {
    const token = await this.api.issuer.token(this.personOf(relation) ?? '');
    const stream = await fetch(`${this.api.url}/api/v1/stream`, {
      headers: { authorization: `Bearer ${token}` },
      signal,
    });
    try {
      for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>)
        heard.set(relation, `${heard.get(relation) ?? ''}${Buffer.from(chunk).toString()}`);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  private async organisationOf(relation: Relation): Promise<string> {
    const { body } = await this.api.ask<MeView>('GET', '/me', { as: this.personOf(relation) ?? '' });
    return body.acting?.organisation.id ?? '';
  }

  private async enter(sql: string, ...parameters: unknown[]): Promise<string> {
    const [row] = await this.api.store.database.admin<{ id: string }>(sql, parameters);
    return row?.id ?? '';
  }

  private async toReview(): Promise<void> {
    await this.round.decide(this.walking, this.walking.approver, 'submit', { draftVersion: 2 });
    await this.round.decide(this.walking, districtOf('ENT01'), 'accept', {});
  }

  private async toPanel(): Promise<void> {
    const { round, walking } = this;
    await round.decide(walking, districtOf('ENT01'), 'pass', { opinion: '符合条件' });
    await round.decide(walking, districtOf('ENT01', 'finance'), 'countersign', { opinion: '' });
    await round.must(districtOf('ENT01'), 'recommend', { cases: [walking.id] });
    await round.work();
    await round.decide(walking, 'miit-officer', 'pass', { opinion: '' });
    await round.comesTo(API_TERMS.cutOff);
    this.seats = (await round.draw(walking.id)).map(({ person }) => person);
    for (const expert of this.seats) await this.sit(expert, 'accept-invitation', SIGNED);
    for (const expert of this.seats.slice(0, 2)) await this.sit(expert, 'submit-marks', { marks: fullMarks() });
  }

  private async toNotice(): Promise<void> {
    for (const expert of this.seats.slice(2)) await this.sit(expert, 'submit-marks', { marks: fullMarks() });
    await this.round.work();
    await this.round.must('miit-leader', 'propose', { opinion: '同意拟认定' });
    await this.round.work();
  }

  private async toDecision(): Promise<void> {
    await this.round.comesTo('2018-04-17T00:00:00+08:00');
    await this.round.must('miit-leader', 'issue', { opinion: '同意发文' });
    await this.round.work();
  }

  private async sit(as: string, type: string, payload: object): Promise<void> {
    const { body } = await this.api.ask<CaseView>('GET', `/cases/${this.walking.id}`, { as: 'ops1' });
    const given = await this.walking.command<Receipt>(as, type, payload, body.seq);
    if (given.status !== 200) throw new Error(JSON.stringify(given.body));
  }
}

/** What an expert signs to accept. */
const SIGNED = { noConflict: true, confidentiality: true };

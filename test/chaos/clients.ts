import { setTimeout as sleep } from 'node:timers/promises';
import { sampleData } from '@vermilion/catalogue';
import type { ProgrammeView, Receipt } from '@vermilion/contracts';
import type { ApiClient, ApiUser } from '../support/api-client.js';
import { fillIn } from '../support/fill-in.js';
import type { Dice } from './dice.js';
import type { Entry, Journal } from './journal.js';

export interface ClientSetting {
  readonly api: ApiClient;
  readonly journal: Journal;
  readonly programme: ProgrammeView;
  readonly dice: Dice;
  readonly stopped: () => boolean;
  /** Hears that a draft is complete, as its sender was told. */
  readonly filled: (user: string, caseId: string, papers: number) => void;
  /** Between two applications of one enterprise, in ms. */
  readonly pauseMs: number;
  /** How long somebody asks again who has got no answer, in ms. */
  readonly patienceMs?: number;
  /** The ways of the applications of each enterprise, beginning at another one each; without end, in all ways, unless given. */
  readonly ways?: readonly Way[];
  /** Whether each answer is looked after and asked for once more, and not only some. */
  readonly often?: boolean;
}

/** How an application goes; `left`: it is submitted, and nobody does anything. */
const WAYS = [
  'straight',
  'straight',
  'returned',
  'returned',
  'refused',
  'withdrawn',
  'raced',
  'stale',
  'left',
] as const;
export type Way = (typeof WAYS)[number];

/** Enterprises whose declaration is in order. */
const ENTERPRISES = ['ENT01', 'ENT02', 'ENT05', 'ENT08'];
const PATIENCE_MS = 45_000;
const OPINION = { opinion: '同意（虚构意见）' };
const DEFECTS = [
  {
    target: 'document:audit-report',
    what: '年度不符（虚构）',
    why: '申报通知关于申报材料的要求',
    how: '重新上传（虚构）',
  },
];

/** Enterprises and offices work side by side until they are told to stop. */
export async function letClientsWork(setting: ClientSetting, run: string): Promise<void> {
  await Promise.all(ENTERPRISES.map((firm) => work({ ...setting, dice: setting.dice.forked() }, firm, run)));
}

async function work(setting: ClientSetting, enterprise: string, run: string): Promise<void> {
  const { ways = WAYS } = setting;
  for (let turn = 1; !setting.stopped(); turn += 1) {
    if (setting.ways && turn > ways.length) return;
    const way = turn <= ways.length ? ways[(turn + ENTERPRISES.indexOf(enterprise) * 2) % ways.length] : undefined;
    const application = new Application(setting, enterprise, `${run}-${enterprise}-${turn}`);
    await application.go(way ?? setting.dice.pick(WAYS)).catch((error: unknown) => {
      if (!(error instanceof GivenUp)) setting.journal.troubles.push(String(error));
    });
    await sleep(setting.pauseMs);
  }
}

/** The sender does not know, or was told no: it leaves the application where it is. */
class GivenUp extends Error {}

/** One application, from its opening to where its way ends. */
class Application {
  private caseId = '';
  private seq = 0;
  private readonly filler: ApiUser;
  private readonly approver: ApiUser;
  private readonly industry: ApiUser;
  private readonly finance: ApiUser;

  constructor(
    private readonly setting: ClientSetting,
    private readonly enterprise: string,
    private readonly name: string,
  ) {
    const firm = sampleData().enterprises.find(({ id }) => id === enterprise);
    const district = firm?.district.internalCode.toLowerCase() ?? '';
    const [user, { api }] = [enterprise.toLowerCase(), setting];
    this.filler = api.as(`${user}-filler`);
    this.approver = api.as(`${user}-approver`);
    this.industry = api.as(`d-${district}-industry`);
    this.finance = api.as(`d-${district}-finance`);
  }

  async go(way: Way): Promise<void> {
    const opened = await this.ask(this.filler, 'open', 'cases', { procedure: this.setting.programme.id });
    this.caseId = opened.caseId;
    this.seq = opened.seq;
    await this.give(this.approver, 'submit', { draftVersion: await this.fill(way === 'returned') });
    if (way === 'left') return;
    if (way === 'withdrawn') return this.give(this.approver, 'withdraw', {});
    if (way === 'raced') await this.race();
    else await this.give(this.industry, 'accept', {});
    if (way === 'refused') return this.give(this.industry, 'refuse', { ground: 'conditions-not-met', ...OPINION });
    if (way === 'returned') await this.returned();
    if (way === 'stale') await this.command(this.industry, 'pass', OPINION, this.seq - 1);
    await this.give(this.industry, 'pass', OPINION);
    await this.give(this.finance, 'countersign', OPINION);
  }

  private async returned(): Promise<void> {
    await this.give(this.industry, 'return', { defects: DEFECTS });
    await this.give(this.approver, 'correct', { draftVersion: await this.fill(false) });
  }

  /** The office accepts while the enterprise withdraws: one of them wins, and the other hears so. */
  private async race(): Promise<void> {
    const seq = this.seq;
    const both = await Promise.all([
      this.command(this.industry, 'accept', {}, seq),
      this.command(this.approver, 'withdraw', {}, seq),
    ]);
    const accepted = both[0].receipt;
    if (!accepted) throw new GivenUp();
    this.seq = accepted.seq;
  }

  private async fill(faulty: boolean): Promise<number> {
    const { caseId, enterprise, filler, setting } = this;
    const version = await fillIn(filler, { caseId, enterprise, programme: setting.programme, faulty });
    setting.filled(filler.name, caseId, setting.programme.documents.filter((one) => one['required'] === true).length);
    return version;
  }

  private async give(user: ApiUser, type: string, payload: object): Promise<void> {
    const { receipt } = await this.command(user, type, payload, this.seq);
    if (!receipt) throw new GivenUp();
    this.seq = receipt.seq;
  }

  private command(user: ApiUser, type: string, payload: object, expectedSeq: number): Promise<Entry> {
    return this.post(user, type, `cases/${this.caseId}/commands`, { type, payload, expectedSeq });
  }

  private async ask(user: ApiUser, type: string, path: string, body: object): Promise<Receipt> {
    const { receipt } = await this.post(user, type, path, body);
    if (!receipt) throw new GivenUp();
    return receipt;
  }

  /** Sends it; what stays unknown is asked again by every second sender, and what was answered is sometimes sent again all the same. */
  private async post(user: ApiUser, type: string, path: string, body: object): Promise<Entry> {
    const { journal, dice, often = false } = this.setting;
    const key = `${this.name}-${type}-${Math.floor(dice.throw() * 1e9)}`;
    const entry = await journal.send(user, type, { method: 'POST', path, body, key });
    if (entry.outcome === 'unknown' && dice.chance(0.5))
      await journal.resolve(entry, this.setting.patienceMs ?? PATIENCE_MS).catch(() => undefined);
    if (entry.outcome === 'acknowledged') {
      if (often || dice.chance(0.3)) await journal.look(entry);
      if (often || dice.chance(0.2)) await journal.repeat(entry);
    }
    return entry;
  }
}

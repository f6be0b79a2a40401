import type { NoticeList, NoticeView, ObjectionList, RoundView } from '@vermilion/contracts';
import type { ApiClient } from './api-client.js';
import { districtCode } from './api-round.js';
import { PanelInPlace } from './panel-in-place.js';
import { until } from './processes.js';
import { ROUND, RoundInPlace } from './round-in-place.js';

const PATIENCE_MS = 90_000;
/** A Monday, after the panels. */
const DAY_OF_THE_NOTICE = '2018-05-21T09:00:00+08:00';

/** What a story of the public presupposes, brought about over HTTP: a list in public notice, the offices that answer and sign. */
export class NoticeInPlace {
  readonly round: RoundInPlace;

  constructor(private readonly api: ApiClient) {
    this.round = new RoundInPlace(api);
  }

  /** The workshops of these enterprises judged, ranked and in public notice. @returns the cases, in the same order */
  async published(...enterprises: readonly string[]): Promise<string[]> {
    const panel = new PanelInPlace(this.api);
    const cases = await panel.drawn(...enterprises);
    for (const caseId of cases) {
      const invited = await panel.invited(caseId);
      for (const { user } of invited) await panel.accept(user, caseId);
      for (const { user } of invited) await panel.mark(user, caseId);
    }
    await this.round.until(DAY_OF_THE_NOTICE);
    await this.decide('propose');
    await until(
      'the list is published',
      async () => (await this.api.as('miit-leader').get<NoticeList>('notices')).items.length > 0,
      PATIENCE_MS,
    );
    return cases;
  }

  /** The leader signs what is ready. */
  async signed(): Promise<void> {
    await this.decide('issue');
    const titled = async () => {
      const { entries } = await this.api.as('miit-leader').get<NoticeView>(`notices/${ROUND}`);
      return entries.some(({ certificateNumber }) => certificateNumber !== null);
    };
    await until('the first title is given', titled, PATIENCE_MS);
  }

  /** The district looks into the one objection to a case, and finds nothing in it. */
  async answered(enterprise: string, caseId: string, opinion: string): Promise<void> {
    const user = `d-${districtCode(enterprise).toLowerCase()}-industry`;
    const { items } = await this.api.as(user).get<ObjectionList>(`cases/${caseId}/objections`);
    const objection = items[0]?.objection;
    await this.round.command(user, caseId, 'verify-objection', { objection, upheld: false, opinion });
  }

  /** A decision of the leader on the round, once it is open. */
  private async decide(type: 'propose' | 'issue'): Promise<void> {
    await until(`the leader may ${type}`, async () => (await this.view()).steps.includes(type), PATIENCE_MS);
    await this.round.decide('miit-leader', type, { opinion: '同意（虚构意见）' });
  }

  private view(): Promise<RoundView> {
    return this.api.as('miit-leader').get<RoundView>(`rounds/${ROUND}`);
  }
}

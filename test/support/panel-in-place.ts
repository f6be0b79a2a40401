import { sampleData } from '@vermilion/catalogue';
import type { CaseView, StepList, TaskView } from '@vermilion/contracts';
import type { ApiClient } from './api-client.js';
import { districtCode } from './api-round.js';
import { fullMarks } from './case-story.js';
import { until } from './processes.js';
import { RoundInPlace } from './round-in-place.js';

const PATIENCE_MS = 90_000;
/** How many experts the sample has. */
const EXPERTS = 15;

/** An expert of the sample who has been drawn for a case. */
export interface Drawn {
  /** As the expert signs in: `exp07`. */
  readonly user: string;
  readonly seat: number;
}

/** What a story of experts presupposes, brought about over HTTP: applications that are before their panels, whose members have been invited. */
export class PanelInPlace {
  private readonly round: RoundInPlace;

  constructor(private readonly api: ApiClient) {
    this.round = new RoundInPlace(api);
  }

  /** The round of the sample with applications of these enterprises, up to the draw. @returns the cases, in the same order */
  async drawn(...enterprises: readonly string[]): Promise<string[]> {
    await this.round.called();
    const cases: string[] = [];
    for (const enterprise of enterprises) cases.push(await this.recommended(enterprise));
    await this.round.until(sampleData().round.recommendBy);
    for (const caseId of cases)
      await until(
        `the panel of ${caseId} is drawn`,
        async () => ((await this.viewOf('miit-officer', caseId)).panel?.seats.length ?? 0) > 0,
        PATIENCE_MS,
      );
    return cases;
  }

  /** Who has been invited to a case and has not answered yet. */
  async invited(caseId: string): Promise<Drawn[]> {
    const found: Drawn[] = [];
    for (const user of this.experts()) {
      const { items } = await this.api.as(user).get<{ readonly items: readonly TaskView[] }>('tasks?limit=100');
      if (!items.some((task) => task.caseId === caseId && task.kind === 'answer-invitation')) continue;
      const own = (await this.viewOf(user, caseId)).panel?.seats.find(({ yours }) => yours);
      if (own) found.push({ user, seat: own.seat });
    }
    return found.sort((a, b) => a.seat - b.seat);
  }

  /** An expert signs and takes the seat. */
  accept(user: string, caseId: string): Promise<void> {
    return this.round.command(user, caseId, 'accept-invitation', { noConflict: true, confidentiality: true });
  }

  /** An expert gives every item of the rubric in full. */
  mark(user: string, caseId: string): Promise<void> {
    return this.round.command(user, caseId, 'submit-marks', { marks: fullMarks() });
  }

  /** Moves the business clock to an instant. */
  until(instant: string): Promise<void> {
    return this.round.until(instant);
  }

  viewOf(user: string, caseId: string): Promise<CaseView> {
    return this.api.as(user).get<CaseView>(`cases/${caseId}`);
  }

  private async recommended(enterprise: string): Promise<string> {
    const caseId = await this.round.submitted(enterprise);
    const district = districtCode(enterprise).toLowerCase();
    await this.round.command(`d-${district}-industry`, caseId, 'accept');
    await this.round.command(`d-${district}-industry`, caseId, 'pass', { opinion: '材料属实（虚构意见）' });
    await this.round.command(`d-${district}-finance`, caseId, 'countersign', { opinion: '' });
    await this.round.decide(`d-${district}-industry`, 'recommend', { cases: [caseId] });
    // What the round has taken in, the engine brings to the bureau.
    await until(`${caseId} is with the bureau`, async () => this.isOpen('miit-officer', caseId, 'pass'), PATIENCE_MS);
    await this.round.command('miit-officer', caseId, 'pass', { opinion: '形式审查合格（虚构意见）' });
    return caseId;
  }

  private async isOpen(user: string, caseId: string, step: string): Promise<boolean> {
    const { items } = await this.api.as(user).get<StepList>(`cases/${caseId}/steps`);
    return items.some(({ type }) => type === step);
  }

  private experts(): readonly string[] {
    return Array.from({ length: EXPERTS }, (_, at) => `exp${String(at + 1).padStart(2, '0')}`);
  }
}

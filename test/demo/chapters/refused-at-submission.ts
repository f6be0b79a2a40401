import { RefusedByApi } from '../../support/api-client.js';
import { CAST } from '../cast.js';
import { prepare } from '../declaration.js';
import type { Story } from '../story.js';

/** What the enterprise was told. */
export interface SubmissionRefusal {
  readonly at: string;
  readonly declared: number;
  readonly computed: number;
}

/** ENT04: declares 82 %, its own list of equipment gives 55.17 %: refused on the spot, nothing is recorded. */
export async function refuseAtSubmission(story: Story): Promise<SubmissionRefusal | null> {
  story.narrator.begin('refused-at-submission', {
    zh: '第二章 数据不实，当场不予提交',
    en: 'Chapter 2: refused at submission',
  });
  const { application, draftVersion } = await prepare(story, CAST.refuted);
  if (draftVersion === null) throw new Error(`${CAST.refuted} has been let in`);
  if (await story.round.reached('closed')) return null;
  const refusal = await application
    .command({ by: application.approver, type: 'submit', payload: { draftVersion } })
    .then(() => null, onlyRefusal);
  if (refusal === null) throw new Error(`${CAST.refuted} has been let in`);
  const { problem } = refusal;
  const differing = problem.problems.find(({ code }) => code === 'declared-differs');
  for (const { at, message, en } of problem.problems) story.narrator.remark({ zh: `✗ ${at}：${message}`, en });
  story.narrator.remark({ zh: `${problem.title}。${problem.remedy}`, en: `${problem.en.title}. ${problem.en.remedy}` });
  if (!differing) throw new Error(`${CAST.refuted} was refused for something else: ${problem.code}`);
  const { declared, computed } = differing.params;
  return { at: differing.at, declared: Number(declared), computed: Number(computed) };
}

/** @throws everything that is no refusal. */
function onlyRefusal(error: unknown): RefusedByApi {
  if (error instanceof RefusedByApi) return error;
  throw error instanceof Error ? error : new Error(String(error));
}

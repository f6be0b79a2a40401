import type { Text } from '@vermilion/domain';
import { differing, eventually } from './differences.js';
import { EXPECTED_LADDER, EXPECTED_SILENCE } from './expected.js';
import { SOURCES, toldBySource, type Source, type Told, type ToldBySource } from './rung-sources.js';
import type { Story } from './story.js';
import type { Surroundings } from './surroundings.js';

/** A rung that the story climbs; `recipient` is null where nobody needed to be told any more. */
interface Climbed extends Told {
  readonly enterprise: string;
}

const NAMES: { readonly [source in Source]: string } = {
  kafka: 'Kafka',
  inbox: '收件箱 inbox',
  mail: '邮件 mail',
  temporal: 'Temporal',
};

/** Reads from all four sources who was told by which rung, prints a line for each rung, and names what differs. */
export async function compareRungs(story: Story, around: Surroundings): Promise<string[]> {
  const climbed = climbedBy(story);
  const recipients = EXPECTED_LADDER.map(({ recipient }) => recipient);
  let told: ToldBySource = { kafka: [], inbox: [], mail: [], temporal: [] };
  const faults = await eventually(async () => {
    told = await toldBySource(story, around, [...new Set(recipients)]);
    return SOURCES.flatMap((source) =>
      differing(`rungs, ${source}`, keys(told[source]), keys(climbed.flatMap((one) => expectedOf(source, one)))),
    );
  });
  for (const one of climbed) {
    const seen = SOURCES.map((source) => `${NAMES[source]} ${countIn(told[source], one)}`).join(', ');
    const whom: Text = one.recipient
      ? { zh: one.recipient, en: 'told' }
      : { zh: '此前已办结，不再通知', en: 'handled before, nobody told' };
    story.narrator.remark({ zh: `${one.enterprise} ${one.rung} → ${whom.zh}`, en: `${whom.en}: ${seen}` });
  }
  return faults;
}

function climbedBy(story: Story): Climbed[] {
  return [...EXPECTED_LADDER, { ...EXPECTED_SILENCE, recipient: null }].map((one) => {
    const application = story.opened.find(({ firm }) => firm.id === one.enterprise);
    if (!application) throw new Error(`the story has no case of ${one.enterprise}`);
    return { ...one, caseId: application.id };
  });
}

/** The workflow's history knows every rung that was climbed, and nobody's name; the others know only who was told. */
function expectedOf(source: Source, climbed: Climbed): Told[] {
  if (source === 'temporal') return [{ ...climbed, recipient: null }];
  return climbed.recipient === null ? [] : [climbed];
}

/** How often a source has this rung of this case. */
function countIn(told: readonly Told[], { caseId, rung }: Told): number {
  return told.filter((one) => one.caseId === caseId && one.rung === rung).length;
}

function keys(told: readonly Told[]): string[] {
  return told.map(keyOf).sort();
}

function keyOf({ caseId, rung, recipient }: Told): string {
  return `${caseId} ${rung} ${recipient ?? ''}`.trim();
}

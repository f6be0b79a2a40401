import type { IncidentView } from '@vermilion/contracts';
import type { Text } from '@vermilion/domain';

const KINDS: Readonly<Record<string, Text>> = {
  'office-empty': { zh: '承办单位无人可办', en: 'An office has nobody to act' },
  'message-parked': { zh: '消息搁置待处理', en: 'A message is parked' },
  'due-row': { zh: '到期事项未能执行', en: 'A date could not be fired' },
  'system-work': { zh: '系统办理未能完成', en: 'Work of the system is not done' },
  redate: { zh: '期限未能按新日历重算', en: 'Dates could not be made anew' },
};

const NAMES: Readonly<Record<string, Text>> = {
  caseId: { zh: '案号', en: 'Case' },
  roundId: { zh: '轮次', en: 'Round' },
  title: { zh: '证书编号', en: 'Certificate' },
  organisation: { zh: '单位', en: 'Organisation' },
  role: { zh: '岗位', en: 'Role' },
  command: { zh: '事项', en: 'Command' },
  calendar: { zh: '日历版本', en: 'Calendar' },
  reason: { zh: '原因', en: 'Reason' },
  consumer: { zh: '处理程序', en: 'Consumer' },
  key: { zh: '消息键', en: 'Key' },
  topic: { zh: '主题', en: 'Topic' },
  partition: { zh: '分区', en: 'Partition' },
  offset: { zh: '位置', en: 'Offset' },
};

/** What kind of incident it is, in words; one that has none yet by its code. */
export function kindOf(kind: string): Text {
  return KINDS[kind] ?? { zh: kind, en: kind };
}

/** What is known of an incident, a line for each thing. */
export function detailsOf(detail: IncidentView['detail']): readonly Text[] {
  return Object.entries(detail).map(([name, value]) => {
    const { zh, en } = NAMES[name] ?? { zh: name, en: name };
    return { zh: `${zh}：${value ?? '无'}`, en: `${en}: ${value ?? 'none'}` };
  });
}

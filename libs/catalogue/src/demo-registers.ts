import { sampleData } from './sample-data.js';

/** An entry of the credit register, as it is kept: `from` and `until` are its first and last day. */
export interface CreditEntry {
  readonly record: string;
  readonly organisation: string;
  readonly grade: 'minor' | 'general' | 'severe';
  readonly what: string;
  readonly source: string;
  readonly asOf: string;
  readonly from: string;
  readonly until: string | null;
  readonly repairedOn: string | null;
}

/** A title that was given before this system was there. */
export interface TitleEntry {
  readonly certificateNumber: string;
  readonly organisation: string;
  readonly programme: string;
  readonly thing: string;
  readonly awardedOn: string;
  readonly validUntil: string;
  readonly documentNumber: string | null;
  readonly source: string;
  readonly asOf: string;
}

/** The demonstration's sources were asked on the day on which its round opens. */
function askedOn(): string {
  return sampleData().round.opens.slice(0, 10);
}

/** The credit register of the demonstration: who has an entry in the sample data. */
export function demoCredit(): readonly CreditEntry[] {
  return sampleData().enterprises.flatMap(({ id, usci, credit: { grade, what, source, from, until } }) =>
    grade === 'none' || from === null
      ? []
      : [
          {
            record: `DEMO-${id}`,
            organisation: `enterprise:${usci}`,
            grade,
            what: what ?? '',
            source,
            asOf: askedOn(),
            from,
            until,
            repairedOn: null,
          },
        ],
  );
}

/** The titles that firms of the demonstration hold already. @throws when the sample data name a firm that they do not have */
export function demoTitles(): readonly TitleEntry[] {
  const { enterprises, existingAwards, round } = sampleData();
  return existingAwards.map(({ awardNo, enterpriseId, workshopName, awardedOn, validUntil }) => {
    const holder = enterprises.find(({ id }) => id === enterpriseId);
    if (!holder) throw new Error(`title ${awardNo} has no holder`);
    return {
      certificateNumber: awardNo,
      organisation: `enterprise:${holder.usci}`,
      programme: round.programme,
      thing: workshopName,
      awardedOn,
      validUntil,
      documentNumber: null,
      source: '历史认定台账（虚构）',
      asOf: askedOn(),
    };
  });
}

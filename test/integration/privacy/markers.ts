/**
 * What the people of the story write and are called, in words that occur nowhere else; all of it fictional. Each is personal information
 * (PIPL art. 4) or free text about a person, which the ledger keeps under the key of its subject and nowhere else.
 */
export const MARKERS = {
  legalRepresentative: '司马朱雀贰',
  contactName: '欧阳青鸾叁',
  mobile: '19912347007',
  email: 'qingluan.biaoji@example.com',
  defect: '附表第七格涂改（虚构标记甲）',
  opinion: '现场所见属实，同意上报（虚构标记乙）',
  countersigned: '资金核对无误，同意会签（虚构标记丙）',
  refusedMobile: '17700-标记丁',
} as const;

/** A marker found where it must not be. */
interface Trace {
  readonly place: string;
  readonly marker: string;
  readonly as: string;
}

/** A piece of a store: its bytes, and where they lie. */
export interface Piece {
  readonly place: string;
  readonly bytes: Buffer;
}

/** The ways in which a text can lie in bytes without being meant as a secret: none of them needs a key to be read. */
const DISGUISES: { readonly [as: string]: (text: string) => readonly string[] } = {
  clear: (text) => [text],
  'escaped JSON': (text) => [escaped(text), escaped(text).toUpperCase().replaceAll('\\U', '\\u')],
  'percent encoding': (text) => [encodeURIComponent(text)],
  hex: (text) => [Buffer.from(text).toString('hex')],
  base64: (text) => [0, 1, 2].map((offset) => base64Core(text, offset)),
};

const NEEDLES = Object.entries(MARKERS).flatMap(([marker, text]) =>
  Object.entries(DISGUISES).flatMap(([as, forms]) =>
    forms(text).map((form) => ({ marker, as, needle: Buffer.from(form) })),
  ),
);

/** Every marker in the pieces, in clear or in a disguise that anybody can take off. */
export function tracesIn(pieces: readonly Piece[]): Trace[] {
  return pieces.flatMap(({ place, bytes }) =>
    NEEDLES.filter(({ needle }) => bytes.includes(needle)).map(({ marker, as }) => ({ place, marker, as })),
  );
}

function escaped(text: string): string {
  return [...text]
    .map((sign) => (sign.charCodeAt(0) < 128 ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('');
}

/** The part of the text's base64 that does not depend on its neighbours, when it begins at this byte of a group of three. */
function base64Core(text: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  const whole = bytes.subarray(offset === 0 ? 0 : 3, bytes.length - (bytes.length % 3));
  return whole.toString('base64');
}

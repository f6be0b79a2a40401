const DRAWN = {
  good: 'M5 12.5l4.5 4.5L19 7.5',
  bad: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  care: 'M12 6v7.5M12 17.5v.5',
  quiet: 'M7 12h10',
} as const;

export type Tone = keyof typeof DRAWN;

/** A sign beside a word that says the same: colour is never the only one. */
export function Mark({ tone }: { readonly tone: Tone }) {
  return (
    <svg className={`mark ${tone}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="11" />
      <path d={DRAWN[tone]} />
    </svg>
  );
}

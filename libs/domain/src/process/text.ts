/** A text in both languages of the interface; Chinese first. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

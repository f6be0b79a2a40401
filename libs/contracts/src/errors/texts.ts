import type { Text } from '@vermilion/domain';

/** How an error reads: Chinese first. `{name}` in a detail is filled from the parameters of the case at hand. */
export interface ErrorTexts {
  readonly status: number;
  readonly title: Text;
  readonly detail: Text;
  /** How to put it right. */
  readonly remedy: Text;
}

/** What one place of an input has wrong, and how to put it right. */
export interface PlaceTexts {
  readonly message: Text;
  readonly remedy: Text;
}

export type Params = { readonly [name: string]: string | number | boolean | null };

/** @returns the text with every `{name}` replaced by its parameter; one without a value stays visible as `—`. */
export function fill(template: Text, params: Params): Text {
  const put = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '—'));
  return { zh: put(template.zh), en: put(template.en) };
}

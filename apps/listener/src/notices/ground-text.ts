import { reasons } from '@vermilion/catalogue';
import type { Text } from '@vermilion/domain';

/** The wording of a ground of refusal; its code where the catalogue has none. */
export function groundText(ground: string): Text {
  return reasons().find(({ id }) => id === ground)?.text ?? { zh: ground, en: ground };
}

export type ListAction =
  'next' | 'previous' | 'first' | 'last' | 'open' | 'claim' | 'select' | 'help' | 'search' | 'clear';

interface Pressed {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Keys of one letter: whoever talks to the machine or is easily mistaken can turn them off. */
const LETTERS: { readonly [key: string]: ListAction } = {
  j: 'next',
  k: 'previous',
  c: 'claim',
  x: 'select',
  '/': 'search',
  '?': 'help',
};
/** Keys that mean something in any list, once it has the focus. */
const IN_THE_LIST: { readonly [key: string]: ListAction } = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  Escape: 'clear',
};

interface Place {
  /** Whether the focus is somewhere that takes keys for itself: an input, a dialog, an open menu. */
  readonly takesKeys: boolean;
  readonly inList: boolean;
  /** Whether the key means something to what has the focus: Enter on a button or a link. */
  readonly pressable: boolean;
  readonly letters: boolean;
}

/** What a key means to the list of tasks; null: nothing. */
export function actionOf(pressed: Pressed, { takesKeys, inList, pressable, letters }: Place): ListAction | null {
  if (takesKeys || pressed.altKey || pressed.ctrlKey || pressed.metaKey) return null;
  const listed = inList ? inTheList(pressed.key, pressable) : null;
  return listed ?? (letters ? (LETTERS[pressed.key.toLowerCase()] ?? null) : null);
}

function inTheList(key: string, pressable: boolean): ListAction | null {
  if (key === 'Enter') return pressable ? null : 'open';
  return IN_THE_LIST[key] ?? null;
}

const TAKES_KEYS = `input:not([type='checkbox']):not([type='radio']), textarea, select, [contenteditable='true'], [role='dialog'],
  [role='listbox'], [role='combobox'], [role='menu']`;

/** Where a key was pressed, as far as the list cares. */
export function placeOf(target: EventTarget | null, list: HTMLElement | null): Omit<Place, 'letters'> {
  const at = target instanceof Element ? target : null;
  return {
    takesKeys: at?.closest(TAKES_KEYS) != null,
    inList: at !== null && list !== null && list.contains(at),
    pressable: at?.closest('a, button, input') != null,
  };
}

/** The row to which an action leads, of so many; null when it leads nowhere. */
export function rowAfter(action: ListAction, at: number, count: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  switch (action) {
    case 'next':
      return Math.min(at + 1, last);
    case 'previous':
      return Math.max(at - 1, 0);
    case 'first':
      return 0;
    case 'last':
      return last;
    default:
      return null;
  }
}

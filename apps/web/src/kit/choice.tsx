import { useEffect, useRef, type ComponentProps, type ReactElement } from 'react';
import { Select } from 'antd';

/** What the component library adds to the id of a field to name the list that opens from it. */
const LIST = '_list';

/**
 * A choice from a list. The library's list, open or just closing, has no name that a screen reader could say (WCAG 4.1.2): it is given the name of
 * its field.
 */
export function Choice<Value>(props: ComponentProps<typeof Select<Value>>) {
  return <Select<Value> {...props} popupRender={(list) => <NamedAsItsField>{list}</NamedAsItsField>} />;
}

function NamedAsItsField({ children }: { readonly children: ReactElement }) {
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const list = around.current?.querySelector('[role=listbox]');
    const field = list && document.getElementById(list.id.slice(0, -LIST.length));
    if (list && field instanceof HTMLInputElement) list.setAttribute('aria-label', nameOf(field));
  });
  return <div ref={around}>{children}</div>;
}

function nameOf(field: HTMLInputElement): string {
  return field.ariaLabel ?? field.labels?.[0]?.textContent ?? field.name;
}

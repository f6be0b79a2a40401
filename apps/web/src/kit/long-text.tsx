import type { ComponentProps } from 'react';
import { Input } from 'antd';

const ROOM_PX = 10;
const AT_MOST = '60vh';

/**
 * Words of any length: the input grows with them. The browser itself sees to that, where it can (elsewhere the input scrolls): the component
 * library would measure with inline styles, which the content security policy refuses.
 */
export function LongText({ rows = 1, ...props }: Omit<ComponentProps<typeof Input.TextArea>, 'autoSize'>) {
  const minHeight = `calc(${rows}lh + ${ROOM_PX}px)`;
  return <Input.TextArea {...props} rows={rows} style={{ fieldSizing: 'content', minHeight, maxHeight: AT_MOST }} />;
}

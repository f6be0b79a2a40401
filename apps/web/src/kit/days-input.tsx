import type { ComponentProps } from 'react';
import { DatePicker } from 'antd';

/** From one day to another; fetched, like {@link DayInput}, by whoever needs it. */
export function DaysInput(props: ComponentProps<typeof DatePicker.RangePicker>) {
  return <DatePicker.RangePicker {...props} />;
}

import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface Props {
  readonly id: string;
  readonly value: string | null;
  readonly change: (day: string | null) => void;
}

/** A day, chosen from a calendar or typed. A calendar is large: whoever needs none does not fetch it. */
export function DayInput({ id, value, change }: Props) {
  return (
    <DatePicker
      id={id}
      value={value === null ? null : dayjs(value)}
      onChange={(next) => change(next ? next.format('YYYY-MM-DD') : null)}
    />
  );
}

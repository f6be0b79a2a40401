import { Table, type TableProps } from 'antd';

interface PlainTableProps<T> {
  readonly rows: readonly T[];
  readonly columns: NonNullable<TableProps<T>['columns']>;
  /** What tells one row from the others. */
  readonly rowKey: Extract<keyof T, string> | ((row: T) => string);
}

/** Rows as the server gives them: all of them shown, the table moving sideways where the screen is narrower than it. */
export function PlainTable<T extends object>({ rows, columns, rowKey }: PlainTableProps<T>) {
  return (
    <Table<T>
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowKey={rowKey}
      dataSource={[...rows]}
      columns={columns}
    />
  );
}

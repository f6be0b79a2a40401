import { Card, Table } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import { formDiff, splitPersonal, valueAt, type Form } from '@vermilion/domain';
import { formOf } from '../kit/fields.js';
import { usePlaceName } from '../kit/place-name.js';
import { useTexts } from '../texts/texts.js';
import { PlaceValue } from './place-value.js';

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
  readonly form: Form;
  readonly lead: (at: string) => void;
}

/** What differs from the submission before: whoever sends it sees what the filler has changed, and what nobody had asked for. */
export function Changed({ view, programme, form, lead }: Props) {
  const { t } = useTexts('enterprise');
  const nameOf = usePlaceName(programme);
  if (view.correction === null) return null;
  const submitted = view.form as Form;
  const places = formDiff(submitted, splitPersonal(formOf(programme), form).open);
  const value = (of: Form, at: string) => <PlaceValue programme={programme} at={at} value={valueAt(of, at)} />;
  return (
    <Card size="small" title={t('changed', { count: places.length })} style={{ marginTop: 12 }}>
      {places.length > 0 && (
        <Table
          size="small"
          pagination={places.length > 20 ? { pageSize: 20 } : false}
          rowKey={(at) => at}
          dataSource={places}
          columns={[
            {
              title: t('conflict.where'),
              key: 'at',
              render: (_, at) => (
                <a
                  href={`#${at}`}
                  onClick={(event) => {
                    event.preventDefault();
                    lead(at);
                  }}
                >
                  {nameOf(at)}
                </a>
              ),
            },
            { title: t('changed.before'), key: 'before', render: (_, at) => <del>{value(submitted, at)}</del> },
            { title: t('changed.now'), key: 'now', render: (_, at) => <ins>{value(form, at)}</ins> },
          ]}
        />
      )}
    </Card>
  );
}

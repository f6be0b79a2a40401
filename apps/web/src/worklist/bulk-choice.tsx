import { Collapse, Empty, Form, Radio } from 'antd';
import { LongText } from '../kit/long-text.js';
import { Colleague } from '../review/colleague.js';
import { useTexts } from '../texts/texts.js';
import { BulkConsequences } from './bulk-consequences.js';
import { dividedBy, verbsFor, type BulkVerb, type Planned } from './bulk-plan.js';

/** What shall be done with all of them, and whether everything that it needs has been stated. */
export interface Wish {
  readonly verb: BulkVerb;
  readonly payload: { readonly opinion?: string; readonly to?: string };
  readonly complete: boolean;
}

interface Props {
  readonly planned: readonly Planned[];
  readonly wish: Wish | null;
  readonly change: (wish: Wish) => void;
}

const WITH_OPINION: ReadonlySet<BulkVerb> = new Set(['pass', 'countersign', 'transfer']);
const LONGEST_OPINION = 2000;

function wishFor(verb: BulkVerb, { opinion = '', to }: Wish['payload'] = {}): Wish {
  if (!WITH_OPINION.has(verb)) return { verb, payload: {}, complete: true };
  if (verb !== 'transfer') return { verb, payload: { opinion }, complete: true };
  return { verb, payload: { opinion, ...(to && { to }) }, complete: to !== undefined && opinion.trim() !== '' };
}

/** The verbs that the rules allow, with how many they allow them for; one opinion for all; what follows; what is left out and why. */
export function BulkChoice({ planned, wish, change }: Props) {
  const { t } = useTexts('worklist');
  const verbs = verbsFor(planned);
  if (verbs.length === 0) return <Empty description={t('bulk.nothing')} />;
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('bulk.verb')} id="bulk-verb">
        <Radio.Group
          vertical
          aria-label={t('bulk.verb')}
          value={wish?.verb ?? null}
          onChange={({ target }) => change(wishFor(target.value as BulkVerb, wish?.payload))}
          options={verbs.map((verb) => ({
            value: verb,
            label: t('bulk.option', {
              verb: t(`verb.${verb}`),
              count: dividedBy(verb, planned).able.length,
              words: t(`verb.${verb}.words`),
            }),
          }))}
        />
      </Form.Item>
      {wish && WITH_OPINION.has(wish.verb) && <Stated wish={wish} change={change} />}
      {wish && <BulkConsequences verb={wish.verb} able={dividedBy(wish.verb, planned).able} />}
      {wish && <LeftOut verb={wish.verb} planned={dividedBy(wish.verb, planned).unable} />}
    </Form>
  );
}

/** What is stated with each of them: one opinion for all, and for a transfer the colleague. */
function Stated({ wish, change }: { readonly wish: Wish; readonly change: (wish: Wish) => void }) {
  const { t } = useTexts('worklist');
  const set = (changed: Wish['payload']) => change(wishFor(wish.verb, { ...wish.payload, ...changed }));
  const transfer = wish.verb === 'transfer';
  return (
    <>
      {transfer && (
        <Form.Item label={t('bulk.to')} htmlFor="bulk-to" required>
          <Colleague id="bulk-to" value={wish.payload.to} set={(to) => set({ to: to as string })} />
        </Form.Item>
      )}
      <Form.Item label={t(transfer ? 'bulk.why' : 'bulk.opinion')} htmlFor="bulk-opinion" required={transfer}>
        <LongText
          id="bulk-opinion"
          rows={2}
          maxLength={LONGEST_OPINION}
          value={wish.payload.opinion ?? ''}
          onChange={({ target }) => set({ opinion: target.value })}
        />
      </Form.Item>
    </>
  );
}

function LeftOut({ verb, planned }: { readonly verb: BulkVerb; readonly planned: readonly Planned[] }) {
  const { t } = useTexts('worklist');
  if (planned.length === 0) return null;
  const why = ({ moved }: Planned) => (verb === 'claim' ? 'left.claimed' : moved ? 'left.moved' : 'left.notOpen');
  const lines = planned.map((one) => (
    <li key={one.task.id}>
      {one.task.workshopName ?? one.task.caseId}：{t(`bulk.${why(one)}`)}
    </li>
  ));
  return (
    <Collapse
      size="small"
      items={[{ key: 'left', label: t('bulk.left', { count: planned.length }), children: <ul>{lines}</ul> }]}
    />
  );
}

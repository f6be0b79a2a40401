import { useState } from 'react';
import { Button, Input } from 'antd';
import type { Marks, Rubric } from '@vermilion/domain';
import { LongText } from '../kit/long-text.js';
import { useTexts } from '../texts/texts.js';
import { asksComment, markTyped, nextMark, withComment, withMark, type MarkFault, type RubricItem } from './marks.js';

interface ItemProps {
  readonly item: RubricItem;
  readonly rubric: Rubric;
  readonly marks: Marks;
  /** What the rules refuse of this item. */
  readonly faults: readonly MarkFault[];
  /** Whether the marks were to be submitted: from then on, what is missing is a fault as well. */
  readonly asked: boolean;
  readonly change: (marks: Marks) => void;
}

/** The input that a fault is about. */
export const inputOf = ({ item, field }: Pick<MarkFault, 'item' | 'field'>): string => `${field}-${item}`;

/** One item of the rubric: what it is, its mark, and the comment where the rubric asks for one or somebody wants to write it. */
export function MarkItem({ item, rubric, marks, faults, asked, change }: ItemProps) {
  const { t, read } = useTexts('expert');
  const { id, weight } = item;
  const name = read(item.name);
  const mark = marks.items[id];
  const below = weight * rubric.commentBelow;
  const needed = asksComment(rubric, item, mark);
  const done = mark !== undefined && faults.length === 0;
  return (
    <li className="mark-item" data-done={done}>
      <div className="mark-name">
        <label htmlFor={inputOf({ item: id, field: 'mark' })}>
          <span className="mark-id">{id}</span> {name}
        </label>
        <span className="quiet">{t('item.weight', { weight })}</span>
      </div>
      <MarkInput
        item={item}
        step={rubric.step}
        mark={mark}
        fault={faults.find(({ field, missing }) => field === 'mark' && (asked || !missing))}
        hint={needed ? '' : t('item.below', { below })}
        set={(value) => change(withMark(marks, id, value))}
      />
      <Comment
        item={item}
        needed={needed}
        below={below}
        words={marks.comments[id] ?? ''}
        fault={faults.find(({ field }) => field === 'comment')}
        asked={asked}
        set={(words) => change(withComment(marks, id, words))}
      />
    </li>
  );
}

interface InputProps {
  readonly item: RubricItem;
  readonly step: number;
  readonly mark: number | undefined;
  readonly fault: MarkFault | undefined;
  readonly hint: string;
  readonly set: (mark: number | null) => void;
}

const BY_KEY: { readonly [key: string]: 1 | -1 } = { ArrowUp: 1, ArrowDown: -1 };

/** A number for a thumb: typed on the telephone's keys for figures, or stepped with large buttons. What is no number stays to be corrected. */
function MarkInput({ item, step, mark, fault, hint, set }: InputProps) {
  const { t, read } = useTexts('expert');
  const [typed, type] = useState(mark === undefined ? '' : String(mark));
  const name = read(item.name);
  const enter = (text: string) => {
    type(text);
    const value = markTyped(text);
    set(Number.isNaN(value) ? null : value);
  };
  const go = (direction: 1 | -1) => enter(String(nextMark(mark, item, step, direction)));
  const noNumber = Number.isNaN(markTyped(typed));
  const wrong = noNumber || fault !== undefined;
  const id = inputOf({ item: item.id, field: 'mark' });
  return (
    <>
      <div className="mark-input">
        <Button size="large" aria-label={t('item.less', { name })} onClick={() => go(-1)}>
          −
        </Button>
        <Input
          id={id}
          size="large"
          role="spinbutton"
          inputMode="decimal"
          autoComplete="off"
          enterKeyHint="next"
          aria-valuemin={0}
          aria-valuemax={item.weight}
          {...(mark === undefined ? {} : { 'aria-valuenow': mark })}
          aria-invalid={wrong}
          aria-describedby={`${id}-told`}
          status={wrong ? 'error' : ''}
          value={typed}
          onChange={({ target }) => enter(target.value)}
          onBlur={() => mark !== undefined && type(String(mark))}
          onKeyDown={(event) => {
            const direction = BY_KEY[event.key];
            if (direction === undefined) return;
            event.preventDefault();
            go(direction);
          }}
        />
        <Button size="large" aria-label={t('item.more', { name })} onClick={() => go(1)}>
          +
        </Button>
      </div>
      <p id={`${id}-told`} aria-live="polite" className={wrong ? 'mark-told wrong' : 'mark-told'}>
        {noNumber ? t('item.noNumber') : fault ? read(fault.message) : hint}
      </p>
    </>
  );
}

interface CommentProps {
  readonly item: RubricItem;
  readonly needed: boolean;
  readonly below: number;
  readonly words: string;
  readonly fault: MarkFault | undefined;
  readonly asked: boolean;
  readonly set: (words: string) => void;
}

/** The words on an item: they must be there where the rubric says so, and may be anywhere. */
function Comment({ item, needed, below, words, fault, asked, set }: CommentProps) {
  const { t, read } = useTexts('expert');
  const [open, setOpen] = useState(false);
  const [left, setLeft] = useState(false);
  const name = read(item.name);
  if (!needed && !open && words === '')
    return (
      <Button type="link" className="mark-comment-open" onClick={() => setOpen(true)}>
        {t('comment.add')}
        <span className="seat-unseen">{t('comment.on', { name })}</span>
      </Button>
    );
  const id = inputOf({ item: item.id, field: 'comment' });
  const wrong = fault !== undefined && (asked || left);
  return (
    <div className="mark-comment">
      <label htmlFor={id}>
        {needed ? t('comment.needed', { below }) : t('comment')}
        <span className="seat-unseen">{t('comment.on', { name })}</span>
      </label>
      <LongText
        id={id}
        rows={2}
        maxLength={2_000}
        aria-required={needed}
        aria-invalid={wrong}
        aria-describedby={`${id}-told`}
        status={wrong ? 'error' : ''}
        value={words}
        onBlur={() => setLeft(true)}
        onChange={({ target }) => set(target.value)}
      />
      <p id={`${id}-told`} className="mark-told wrong">
        {wrong && read(fault.message)}
      </p>
    </div>
  );
}

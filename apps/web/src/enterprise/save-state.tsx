import { Alert } from 'antd';
import { useTexts } from '../texts/texts.js';
import type { Draft } from './use-draft.js';

/** Says at any time whether what is on the page is safe, and since when. */
export function SaveState({ draft }: { readonly draft: Draft }) {
  const { t } = useTexts('enterprise');
  const at = draft.savedAt?.toLocaleTimeString('zh-CN', { hour12: false }) ?? null;
  const words =
    draft.state === 'saved' ? (at === null ? t('save.unchanged') : t('save.saved', { at })) : t(`save.${draft.state}`);
  return (
    <div aria-live="polite" style={{ marginBottom: 8 }}>
      {draft.state === 'offline' ? <Alert type="warning" showIcon title={words} /> : <span>{words}</span>}
    </div>
  );
}

import { useState } from 'react';
import { Flex, Upload } from 'antd';
import type { DocumentType } from '@vermilion/domain';
import { Choice } from '../kit/choice.js';
import { useTexts } from '../texts/texts.js';
import { matchFiles } from './match-files.js';

interface Props {
  readonly types: readonly DocumentType[];
  readonly take: (file: File, type: DocumentType) => void;
}

/** All papers at once: each goes to the document that its name tells; for the others, the person says what they are. */
export function ManyFiles({ types, take }: Props) {
  const { t, read } = useTexts('papers');
  const [unknown, setUnknown] = useState<readonly File[]>([]);
  const typeOf = (id: string | null) => types.find((type) => type.id === id);
  const sort = (files: readonly File[]) => {
    const matched = matchFiles(files, types);
    for (const { file, type } of matched) {
      const found = typeOf(type);
      if (found) take(file, found);
    }
    setUnknown((before) => [...before, ...matched.filter(({ type }) => type === null).map(({ file }) => file)]);
  };
  return (
    <>
      <Upload.Dragger
        multiple
        showUploadList={false}
        beforeUpload={(file, all) => {
          // The library calls once for each of the files that were dropped together.
          if (file === all[0]) sort(all);
          return false;
        }}
      >
        <strong>{t('many')}</strong>
        <div>{t('many.how')}</div>
      </Upload.Dragger>
      {unknown.map((file, at) => (
        <Flex key={`${file.name} ${at}`} gap={8} align="center" wrap role="group" aria-label={file.name}>
          <span>{t('many.unknown', { name: file.name })}</span>
          <Choice
            aria-label={t('many.which', { name: file.name })}
            placeholder={t('many.choose')}
            style={{ minWidth: 220 }}
            options={[
              ...types.map(({ id, title }) => ({ value: id, label: read(title) })),
              { value: '', label: t('many.none') },
            ]}
            onChange={(id: string) => {
              const type = typeOf(id);
              if (type) take(file, type);
              setUnknown((before) => before.filter((one) => one !== file));
            }}
          />
        </Flex>
      ))}
    </>
  );
}

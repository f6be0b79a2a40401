import { useState } from 'react';
import { Flex } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import type { DocumentType } from '@vermilion/domain';
import { documentsOf } from '../kit/fields.js';
import { addTexts } from '../texts/texts.js';
import { fileRefusal, type RefusedFile } from './file-refusal.js';
import { ManyFiles } from './many-files.js';
import { PaperSlot } from './paper-slot.js';
import texts from './papers.json';
import { sendFile } from './upload-queue.js';
import { unfinishedOf } from './upload-wire.js';

addTexts('papers', texts);

/** The papers that go with the application: many at once or one by one, each with how far it has come. */
export function Attachments({ view, programme }: { readonly view: CaseView; readonly programme: ProgrammeView }) {
  const { id } = view;
  const queries = useQueryClient();
  const [refusals, setRefusals] = useState<{ readonly [type: string]: RefusedFile }>({});
  const unfinished = useQuery({
    queryKey: ['case', id, 'uploads'],
    queryFn: ({ signal }) => unfinishedOf(id, signal),
    staleTime: 0,
  });
  const types = documentsOf(programme);
  const take = (file: File, type: DocumentType) => {
    const why = fileRefusal(file, type);
    setRefusals(({ [type.id]: _, ...others }) =>
      why ? { ...others, [type.id]: { name: file.name, bytes: file.size, why } } : others,
    );
    if (!why) sendFile(id, type.id, file, () => void queries.invalidateQueries({ queryKey: ['case', id] }));
  };
  return (
    <Flex vertical gap={12}>
      <ManyFiles types={types} take={take} />
      {types.map((type) => (
        <PaperSlot
          key={type.id}
          type={type}
          view={view}
          begun={unfinished.data?.find((upload) => upload.type === type.id)}
          refusal={refusals[type.id]}
          take={(file) => take(file, type)}
        />
      ))}
    </Flex>
  );
}

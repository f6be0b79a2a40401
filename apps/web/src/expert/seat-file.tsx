import { Card } from 'antd';
import type { CaseView, DocumentView, ProgrammeView } from '@vermilion/contracts';
import type { Form } from '@vermilion/domain';
import { documentsOf, formOf } from '../kit/fields.js';
import { sizeText } from '../papers/file-refusal.js';
import { LookAt } from '../papers/look-at.js';
import papersTexts from '../papers/papers.json';
import { Figures } from '../review/figures.js';
import { SectionContent } from '../review/form-content.js';
import '../review/review.css';
import { addTexts, useTexts } from '../texts/texts.js';

addTexts('papers', papersTexts);

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
}

/** What is judged: the application as the server opens it to an expert, and its papers. */
export function SeatFile({ view, programme }: Props) {
  const { t } = useTexts('expert');
  const papers = view.documents.filter(({ id }) => view.submission?.documents.includes(id) ?? true);
  return (
    <div className="seat-stack">
      <Card size="small" title={<h2>{t('form')}</h2>}>
        <Declared programme={programme} form={view.form} />
      </Card>
      <Card size="small" title={<h2>{t('papers', { count: papers.length })}</h2>}>
        <Papers papers={papers} programme={programme} />
      </Card>
    </div>
  );
}

/** What was declared, one part below the other; long tables are opened when they are wanted. Whom to call is no business of a panel. */
function Declared({ programme, form }: Pick<Props, 'programme'> & { readonly form: Form }) {
  const { read } = useTexts('expert');
  return (
    <>
      <Figures programme={programme} form={form} />
      {formOf(programme)
        .sections.filter(({ personal }) => !personal)
        .map((section) => (
          <details key={section.id} className="seat-other seat-part" open={!section.table}>
            <summary>
              <h3>{read(section.label)}</h3>
            </summary>
            <SectionContent section={section} form={form} />
          </details>
        ))}
    </>
  );
}

function Papers({ papers, programme }: Pick<Props, 'programme'> & { readonly papers: readonly DocumentView[] }) {
  const { read } = useTexts('expert');
  const titles = new Map(documentsOf(programme).map(({ id, title }) => [id, title]));
  return (
    <ul className="seat-papers">
      {papers.map((paper) => (
        <li key={paper.id}>
          <div>
            <strong>{read(titles.get(paper.type)) || paper.type}</strong>
            <div className="quiet">
              <span className="file-name">{paper.name}</span> {sizeText(paper.bytes)}
            </div>
          </div>
          <LookAt paper={paper} />
        </li>
      ))}
    </ul>
  );
}

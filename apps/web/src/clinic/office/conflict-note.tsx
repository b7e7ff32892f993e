import { useTranslation } from 'react-i18next'
import { VersionsNote } from '../../elements/versions-note.tsx'

/** What a form or a document says, for a person: label and text. */
export type Told = readonly (readonly [label: string, text: string])[]

export interface Conflict {
  readonly mine: Told
  readonly theirs: Told
  readonly onMine: () => void
  readonly onTheirs: () => void
}

/** Somebody else has changed it meanwhile: what differs, side by side, and the person chooses. */
export function ConflictNote({ mine, theirs, busy, ...choice }: Conflict & { readonly busy: boolean }) {
  const { t } = useTranslation('office')
  const rows = mine.flatMap(([label, text], place) => {
    const other = theirs[place]?.[1] ?? ''
    return other === text ? [] : [{ label, mine: text || '–', theirs: other || '–' }]
  })
  return <VersionsNote rows={rows} busy={busy} mineLabel={t('saveMine')} {...choice} />
}

import type { Proposal } from '@polyclinic/contract'
import { Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RouteId, useAsk } from '../../api/index.ts'
import { Asked, EmptyNote } from '../../elements/index.ts'
import { OfficePage } from './office-page.tsx'
import { EditAndRemove, RecordList, RecordRow } from './record-list.tsx'
import { Removal } from './removal.tsx'
import { useHere } from './use-here.ts'
import type { Kind, Seen } from './use-keep.ts'

/** The words of such a page in `office`: `title`, `lead`, `add`, `none`, `noneWay`, `removeText`. */
type Matter = 'shifts' | 'specialties' | 'visitTypes' | 'closures' | 'openingHours'

interface Props<Doc extends Seen> {
  readonly matter: Matter
  readonly kind: Kind
  readonly list: RouteId
  readonly nameOf: (doc: Doc) => string
  readonly factsOf: (doc: Doc) => ReactNode
  readonly badgeOf?: (doc: Doc) => ReactNode
  readonly inOrder?: (docs: readonly Doc[]) => readonly Doc[]
  readonly removalOf?: (doc: Doc) => Proposal
  readonly editor: (doc: Doc | undefined, onDone: () => void) => ReactNode
}

/** A page of things that the office keeps: list, add, change, remove. */
export function RecordsPage<Doc extends Seen>(props: Props<Doc>) {
  const { matter, kind, list, nameOf, factsOf, badgeOf, inOrder = same, removalOf, editor } = props
  const { t } = useTranslation('office')
  const [edited, setEdited] = useState<Doc | 'new'>()
  const [removed, setRemoved] = useState<Doc>()
  const asked = useAsk(list, { clinic: useHere() } as never)
  const title = t(`${matter}.title`)
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} mih={44} onClick={() => setEdited('new')}>
      {t(`${matter}.add`)}
    </Button>
  )
  return (
    <OfficePage title={title} lead={t(`${matter}.lead`)} action={add}>
      <Asked of={asked}>
        {({ body }) => {
          const docs = inOrder((body as unknown as { items: Doc[] }).items)
          return docs.length === 0 ? (
            <EmptyNote title={t(`${matter}.none`)}>
              <Text>{t(`${matter}.noneWay`)}</Text>
            </EmptyNote>
          ) : (
            <RecordList label={title}>
              {docs.map((doc) => (
                <RecordRow
                  key={doc.id}
                  title={nameOf(doc)}
                  facts={factsOf(doc)}
                  badge={badgeOf?.(doc)}
                  actions={
                    <EditAndRemove
                      name={nameOf(doc)}
                      onEdit={() => setEdited(doc)}
                      onRemove={() => setRemoved(doc)}
                    />
                  }
                />
              ))}
            </RecordList>
          )
        }}
      </Asked>
      {edited && editor(edited === 'new' ? undefined : edited, () => setEdited(undefined))}
      {removed && (
        <Removal
          kind={kind}
          doc={removed}
          title={t('removeNamed', { name: nameOf(removed) })}
          text={t(`${matter}.removeText`, { name: nameOf(removed) })}
          {...(removalOf && { proposal: removalOf(removed) })}
          onDone={() => setRemoved(undefined)}
        />
      )}
    </OfficePage>
  )
}

const same = <Doc,>(docs: readonly Doc[]): readonly Doc[] => docs

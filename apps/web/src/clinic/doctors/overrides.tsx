import type { OverrideDocument } from '@polyclinic/contract'
import { Button, Group, Stack, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote } from '../../elements/index.ts'
import { todayIn, useTime } from '../../time/index.ts'
import { EditAndRemove, RecordList, RecordRow, Removal, useHere, useZone } from '../office/index.ts'
import { OverrideEditor } from './override-editor.tsx'

/** The days on which a doctor works otherwise than every week, from today on. */
export function Overrides({ doctor }: { readonly doctor: string }) {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const today = todayIn(useZone())
  const time = useTime()
  const [edited, setEdited] = useState<OverrideDocument | 'new'>()
  const [removed, setRemoved] = useState<OverrideDocument>()
  const overrides = useAsk('listOverrides', { clinic, params: { doctor } })
  return (
    <Stack component="section" aria-labelledby="days" gap="sm">
      <Group justify="space-between">
        <Title order={2} size="h4" id="days">
          {t('overrides.title')}
        </Title>
        <Button
          variant="light"
          mih={44}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setEdited('new')}
        >
          {t('overrides.add')}
        </Button>
      </Group>
      <Asked of={overrides}>
        {({ body }) => {
          const coming = body.items
            .filter(({ date }) => date >= today)
            .sort((one, other) => one.date.localeCompare(other.date))
          return coming.length === 0 ? (
            <EmptyNote title={t('overrides.none')}>{t('overrides.noneWay')}</EmptyNote>
          ) : (
            <RecordList label={t('overrides.title')}>
              {coming.map((each) => (
                <Row
                  key={each.id}
                  override={each}
                  onEdit={() => setEdited(each)}
                  onRemove={() => setRemoved(each)}
                />
              ))}
            </RecordList>
          )
        }}
      </Asked>
      {edited && (
        <OverrideEditor
          doctor={doctor}
          override={edited === 'new' ? undefined : edited}
          onDone={() => setEdited(undefined)}
        />
      )}
      {removed && (
        <Removal
          kind="Override"
          params={{ doctor }}
          doc={removed}
          title={t('overrides.remove')}
          text={t('overrides.removeText', { day: time.longDay(removed.date) })}
          proposal={{ change: 'override', doctor, id: removed.id, to: null }}
          onDone={() => setRemoved(undefined)}
        />
      )}
    </Stack>
  )
}

interface RowProps {
  readonly override: OverrideDocument
  readonly onEdit: () => void
  readonly onRemove: () => void
}

function Row({ override, onEdit, onRemove }: RowProps) {
  const { t } = useTranslation('office')
  const time = useTime()
  const hours = override.hours.map(({ from, until }) => `${time.wallTime(from)} – ${time.wallTime(until)}`)
  const day = time.longDay(override.date)
  const facts = [hours.length === 0 ? t('overrides.off') : hours.join(', '), override.note]
  return (
    <RecordRow
      title={day}
      facts={facts.filter(Boolean).join(' · ')}
      actions={<EditAndRemove name={day} onEdit={onEdit} onRemove={onRemove} />}
    />
  )
}

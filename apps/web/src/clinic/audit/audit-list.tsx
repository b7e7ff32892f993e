import type { AuditEntryDocument } from '@polyclinic/contract'
import { Anchor, Badge, Box, Group, Text } from '@mantine/core'
import { IconEye, IconPencil } from '@tabler/icons-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../api/index.ts'
import { AskedPages, EmptyNote } from '../../elements/index.ts'
import { RowsInSight } from '../../elements/rows-in-sight.tsx'
import { useTime } from '../../time/index.ts'
import { useHere, useZone } from '../office/index.ts'

interface Filter {
  readonly patient?: string
  readonly actor?: string
  readonly from?: string
  readonly to?: string
}
interface Props {
  readonly filter: Filter
  readonly patientName: (id: string) => string | undefined
  readonly actorName: (actor: string) => string | undefined
  readonly onActor: (actor: string) => void
  readonly onPatient: (patient: string) => void
}

/** Page after page, of which only what is in sight is drawn: a busy clinic writes thousands a day. */
export function AuditList({ filter, patientName, actorName, onActor, onPatient }: Props) {
  const { t } = useTranslation('office')
  const clinic = useHere()
  // the same as long as nothing else is chosen: rows that stand are not drawn anew with each page that comes
  const draw = useCallback(
    (entry: AuditEntryDocument) => <Entry {...{ entry, patientName, actorName, onActor, onPatient }} />,
    [patientName, actorName, onActor, onPatient],
  )
  const list = usePages('listAudit', { clinic, query: { ...filter, limit: 100 } })
  return (
    <AskedPages
      of={list}
      lines={8}
      empty={<EmptyNote title={t('audit.none')}>{t('audit.noneWay')}</EmptyNote>}
    >
      {(entries) => (
        <RowsInSight items={entries} label={t('audit.list')} rowHeight={76}>
          {draw}
        </RowsInSight>
      )}
    </AskedPages>
  )
}

type EntryProps = Omit<Props, 'filter'> & { readonly entry: AuditEntryDocument }

function Entry({ entry, patientName, actorName, onActor, onPatient }: EntryProps) {
  const { t } = useTranslation('office')
  const time = useTime()
  const zone = useZone()
  const { kind, purpose, capacity, actor, patientId, at } = entry
  const who = actorName(actor) ?? shortened(actor)
  const Icon = kind === 'read' ? IconEye : IconPencil
  return (
    <Group gap="sm" py="xs" wrap="nowrap" align="flex-start">
      <Icon size={18} aria-label={t(`audit.${kind}`)} role="img" style={{ flexShrink: 0, marginTop: 3 }} />
      <Box miw={0} flex={1}>
        <Group gap="xs">
          <Text fw={600} size="sm">
            {t(`audit.purpose.${purpose}`, { defaultValue: purpose })}
          </Text>
          <Badge size="sm" variant="outline" tt="none">
            {t(`audit.capacity.${capacity}`, { defaultValue: capacity })}
          </Badge>
        </Group>
        <Group gap="sm">
          <Text size="sm" c="dimmed" className="number">
            {time.moment(at, zone)}
          </Text>
          <Anchor
            component="button"
            size="sm"
            onClick={() => onActor(actor)}
            aria-label={`${who}: ${t('audit.onlyThese')}`}
          >
            {who}
          </Anchor>
          {patientId && (
            <Anchor component="button" size="sm" onClick={() => onPatient(patientId)}>
              {t('audit.ofPatient', { name: patientName(patientId) ?? shortened(patientId) })}
            </Anchor>
          )}
        </Group>
      </Box>
    </Group>
  )
}

/** The end of an identifier tells more than its beginning, which is a time. */
const shortened = (id: string): string => id.replace(/[0-9a-f]{8}-[0-9a-f-]{19}([0-9a-f]{8})$/, '…$1')

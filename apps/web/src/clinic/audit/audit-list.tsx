import type { AuditEntryDocument } from '@polyclinic/contract'
import { Anchor, Badge, Box, Group, Text } from '@mantine/core'
import { IconEye, IconPencil } from '@tabler/icons-react'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../api/index.ts'
import { Asked, EmptyNote } from '../../elements/index.ts'
import { ShowMore } from '../../elements/show-more.tsx'
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
  readonly onActor: (actor: string) => void
  readonly onPatient: (patient: string) => void
}

/** Page after page, of which only what is in sight is drawn: a busy clinic writes thousands a day. */
export function AuditList({ filter, ...props }: Props) {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const asked = usePages('listAudit', { clinic, query: { ...filter, limit: 100 } })
  return (
    <Asked of={asked} lines={8}>
      {({ pages }) => {
        const entries = pages.flatMap(({ body }) => body.items)
        if (entries.length === 0) return <EmptyNote title={t('audit.none')}>{t('audit.noneWay')}</EmptyNote>
        return (
          <>
            <Entries entries={entries} {...props} />
            <ShowMore of={asked} />
          </>
        )
      }}
    </Asked>
  )
}

function Entries({ entries, ...props }: Omit<Props, 'filter'> & { entries: readonly AuditEntryDocument[] }) {
  const { t } = useTranslation('office')
  const list = useRef<HTMLDivElement>(null)
  const rows = useWindowVirtualizer({
    count: entries.length,
    estimateSize: () => 76,
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (place) => entries[place]?.id ?? place,
  })
  return (
    <Box ref={list} role="list" aria-label={t('audit.list')} pos="relative" h={rows.getTotalSize()}>
      {rows.getVirtualItems().map(({ key, index, start }) => (
        <Box
          key={key}
          ref={rows.measureElement}
          data-index={index}
          role="listitem"
          aria-setsize={entries.length}
          aria-posinset={index + 1}
          pos="absolute"
          left={0}
          right={0}
          top={0}
          style={{ transform: `translateY(${start - rows.options.scrollMargin}px)` }}
        >
          <Entry entry={entries[index] as AuditEntryDocument} {...props} />
        </Box>
      ))}
    </Box>
  )
}

type EntryProps = Omit<Props, 'filter'> & { readonly entry: AuditEntryDocument }

function Entry({ entry, patientName, onActor, onPatient }: EntryProps) {
  const { t } = useTranslation('office')
  const time = useTime()
  const zone = useZone()
  const { kind, purpose, capacity, actor, patientId, at } = entry
  const Icon = kind === 'read' ? IconEye : IconPencil
  return (
    <Group
      gap="sm"
      py="xs"
      wrap="nowrap"
      align="flex-start"
      style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}
    >
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
            aria-label={`${shortened(actor)}: ${t('audit.onlyThese')}`}
          >
            {shortened(actor)}
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

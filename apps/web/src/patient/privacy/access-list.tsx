import { Alert, Badge, Group, Paper, Stack, Switch, Text } from '@mantine/core'
import type { AccessDocument } from '@polyclinic/contract'
import { IconEye, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../api/index.ts'
import { Asked, EmptyNote, ShowMore } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'

/** Who has read or changed something, newest first. What one did oneself is folded away: it is the longest part. */
export function AccessList({ of }: { readonly of: string | undefined }) {
  const { t } = useTranslation('mine')
  const [withOwn, setWithOwn] = useState(false)
  const list = usePages('listAccesses', { query: { limit: 200, ...(of && { dependent: of }) } })
  return (
    <Asked of={list} lines={4}>
      {({ pages }) => {
        const all = pages.flatMap(({ body }) => body.items)
        const missing = new Set(pages.flatMap(({ body }) => body.missing))
        const items = withOwn ? all : all.filter(({ own }) => !own)
        return (
          <Stack gap="sm">
            <Switch
              label={t('access.withOwn')}
              checked={withOwn}
              onChange={({ currentTarget }) => setWithOwn(currentTarget.checked)}
            />
            {missing.size > 0 && (
              <Alert
                role="status"
                color="yellow"
                title={t('access.missing', { clinics: [...missing].join(', ') })}
              />
            )}
            {items.length === 0 && (
              <EmptyNote title={t(list.hasNextPage ? 'access.onlyOwn' : 'access.nobody')} />
            )}
            <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {items.map((access, nth) => (
                <AccessRow key={`${access.at} ${nth}`} access={access} />
              ))}
            </Stack>
            <ShowMore of={list} />
          </Stack>
        )
      }}
    </Asked>
  )
}

function AccessRow({ access }: { readonly access: AccessDocument }) {
  const { t } = useTranslation('mine')
  const time = useTime()
  const { at, clinicName, kind, capacity, purpose, title, own } = access
  const who = own ? t('access.self') : t(`access.capacity.${capacity}`, { defaultValue: capacity })
  const Icon = kind === 'read' ? IconEye : IconPencil
  return (
    <Paper withBorder p="sm" component="li">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Icon size={18} aria-hidden style={{ flexShrink: 0, marginTop: 3 }} />
        <Stack gap={0} style={{ flex: 1, minWidth: 0 }}>
          <Text fw={600}>{t(`purpose.${purpose}`, { defaultValue: title })}</Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {[who, clinicName ?? t('access.service'), time.ownMoment(at)].join(' · ')}
          </Text>
        </Stack>
        <Badge variant="outline" color="gray" visibleFrom="sm">
          {t(`access.kind.${kind}`)}
        </Badge>
      </Group>
    </Paper>
  )
}

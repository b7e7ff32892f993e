import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core'
import { IconArrowsDiff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface VersionsRow {
  readonly label: string
  readonly mine: ReactNode
  readonly theirs: ReactNode
}

interface Props {
  /** What differs; nothing where both came to say the same */
  readonly rows: readonly VersionsRow[]
  readonly busy?: boolean
  /** Do it all the same, to what is there now */
  readonly onMine: () => void
  readonly mineLabel: string
  /** Leave it as it has become */
  readonly onTheirs: () => void
}

/** Somebody else was faster: both versions side by side, and the person chooses. */
export function VersionsNote({ rows, busy = false, onMine, mineLabel, onTheirs }: Props) {
  const { t } = useTranslation()
  return (
    <Alert
      role="alert"
      color="orange"
      icon={<IconArrowsDiff aria-hidden />}
      title={t('problems:version-mismatch.title')}
    >
      <Stack gap="sm">
        {rows.length > 0 && (
          <Table.ScrollContainer minWidth={260}>
            <Table withRowBorders={false} verticalSpacing={4}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Td />
                  <Table.Th>{t('versions.mine')}</Table.Th>
                  <Table.Th>{t('versions.theirs')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map(({ label, mine, theirs }) => (
                  <Table.Tr key={label}>
                    <Table.Th scope="row">{label}</Table.Th>
                    <Table.Td>{mine}</Table.Td>
                    <Table.Td fw={mine === theirs ? undefined : 650}>{theirs}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        <Text size="sm">{t(rows.length > 0 ? 'problems:version-mismatch.way' : 'versions.same')}</Text>
        <Group gap="xs">
          <Button size="sm" loading={busy} onClick={onMine}>
            {mineLabel}
          </Button>
          <Button size="sm" variant="default" disabled={busy} onClick={onTheirs}>
            {t('versions.leave')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}

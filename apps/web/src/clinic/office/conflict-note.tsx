import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core'
import { IconGitMerge } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** What a form or a document says, for a person: label and text. */
export type Told = readonly (readonly [label: string, text: string])[]

interface Props {
  readonly mine: Told
  readonly theirs: Told
  readonly onMine: () => void
  readonly onTheirs: () => void
  readonly busy?: boolean
}

/** Somebody else has changed it meanwhile: both versions side by side, and the person chooses. */
export function ConflictNote({ mine, theirs, onMine, onTheirs, busy = false }: Props) {
  const { t } = useTranslation(['office', 'problems'])
  const differing = mine.flatMap(([label, text], place) => {
    const other = theirs[place]?.[1] ?? ''
    return other === text ? [] : [[label, text, other] as const]
  })
  return (
    <Alert
      role="alert"
      color="orange"
      icon={<IconGitMerge aria-hidden />}
      title={t('problems:version-mismatch.title')}
    >
      <Stack gap="sm">
        <Text size="sm">{t(differing.length === 0 ? 'conflict.same' : 'conflict.choose')}</Text>
        {differing.length > 0 && (
          <Table layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('conflict.what')}</Table.Th>
                <Table.Th>{t('conflict.mine')}</Table.Th>
                <Table.Th>{t('conflict.theirs')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differing.map(([label, own, other]) => (
                <Table.Tr key={label}>
                  <Table.Th scope="row">{label}</Table.Th>
                  <Table.Td className="breaks">{own || '–'}</Table.Td>
                  <Table.Td className="breaks">{other || '–'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <Group gap="xs">
          <Button size="sm" onClick={onMine} loading={busy}>
            {t('conflict.keepMine')}
          </Button>
          <Button size="sm" variant="default" onClick={onTheirs}>
            {t('conflict.takeTheirs')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}

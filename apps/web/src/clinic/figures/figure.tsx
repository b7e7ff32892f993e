import { Box, Paper, ScrollArea, Stack, Table, Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly title: string
  /** What it shows, in a sentence */
  readonly says: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly children: ReactNode
}

// the picture takes no focus (`accessibilityLayer`): what it shows is in the sentence and the table
/** A picture for who sees it, a sentence for everybody, and the numbers as a table for who wants or needs them. */
export function Figure({ title, says, head, rows, children }: Props) {
  const { t } = useTranslation('office')
  const id = useId()
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id}>
      <Stack gap="sm">
        <Title order={2} size="h4" id={id}>
          {title}
        </Title>
        <Text>{says}</Text>
        <Box aria-hidden>{children}</Box>
        <details>
          <Text component="summary" size="sm" style={{ cursor: 'pointer' }} py={6}>
            {t('figures.table')}
          </Text>
          <ScrollArea.Autosize mah={360} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': title }}>
            <Table className="number" stickyHeader>
              <Table.Thead>
                <Table.Tr>
                  {head.map((each) => (
                    <Table.Th key={each} scope="col">
                      {each}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map(([first, ...cells]) => (
                  <Table.Tr key={first}>
                    <Table.Th scope="row">{first}</Table.Th>
                    {cells.map((cell, place) => (
                      <Table.Td key={head[place + 1]}>{cell}</Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
        </details>
      </Stack>
    </Paper>
  )
}

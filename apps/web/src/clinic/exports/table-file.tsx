import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { saveFile } from '../../elements/index.ts'

interface Props {
  readonly title: string
  readonly text: string
  /** What is to be chosen, and what was refused */
  readonly children: ReactNode
  readonly verb: string
  readonly busy: boolean
  readonly disabled?: boolean
  readonly onDownload: () => void
  /** What has become of it */
  readonly said: string | false
}

/** A table to be had as a file. */
export function TableFile({ title, text, children, verb, busy, disabled, onDownload, said }: Props) {
  const id = useId()
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id}>
      <Stack>
        <Title order={2} size="h4" id={id}>
          {title}
        </Title>
        <Text size="sm">{text}</Text>
        {children}
        <Group>
          <Button
            mih={44}
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={busy}
            disabled={disabled}
            onClick={onDownload}
          >
            {verb}
          </Button>
          <Text role="status" size="sm">
            {said}
          </Text>
        </Group>
      </Stack>
    </Paper>
  )
}

/** What marks it as UTF-8 for spreadsheets is lost on the way, and put back. */
export const saveTable = (name: string, table: string): void =>
  saveFile(name, `\uFEFF${table}`, 'text/csv;charset=utf-8')

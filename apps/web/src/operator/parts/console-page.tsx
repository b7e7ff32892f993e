import { Group, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  readonly title: string
  /** Beside the title: what one does here most */
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** A page of this console: its heading, which is the window's title too. */
export function ConsolePage({ title, tools, children }: Props) {
  return (
    <Stack maw={1100} gap="md">
      <title>{`${title} · Polyclinic`}</title>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {title}
        </Title>
        {tools}
      </Group>
      {children}
    </Stack>
  )
}

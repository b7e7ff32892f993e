import { Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  readonly id?: string
  readonly title: string
  readonly text?: string
  readonly children?: ReactNode
}

/** One matter of a page, under a heading of its own. */
export function Section({ id, title, text, children }: Props) {
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" id={id} aria-label={title}>
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2} size="h3">
            {title}
          </Title>
          {text && (
            <Text c="dimmed" maw={640}>
              {text}
            </Text>
          )}
        </Stack>
        {children}
      </Stack>
    </Paper>
  )
}

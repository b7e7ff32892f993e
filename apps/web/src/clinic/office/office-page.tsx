import { Container, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  readonly title: string
  /** What the page is for, in a sentence */
  readonly lead?: ReactNode
  /** What one mostly comes here for */
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** Head and measure of the office's pages. */
export function OfficePage({ title, lead, action, children }: Props) {
  return (
    <Container size="md" px={0}>
      <title>{`${title} · Polyclinic`}</title>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Stack gap={4} maw={560}>
            <Title order={1} size="h2">
              {title}
            </Title>
            {lead && <Text c="dimmed">{lead}</Text>}
          </Stack>
          {action}
        </Group>
        {children}
      </Stack>
    </Container>
  )
}

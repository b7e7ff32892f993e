import { Container, Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  readonly title: string
  readonly text?: string | undefined
  readonly children?: ReactNode
}

/** One thing to do, and what comes of it. Nothing is done by opening it: mail scanners open every link. */
export function LinkPage({ title, text, children }: Props) {
  return (
    <Container size="xs" px={0}>
      <title>{`${title} · Polyclinic`}</title>
      <Paper withBorder p="lg">
        <Stack>
          <Title order={1} size="h2">
            {title}
          </Title>
          {text && <Text>{text}</Text>}
          {children}
        </Stack>
      </Paper>
    </Container>
  )
}

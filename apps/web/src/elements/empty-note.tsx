import { Paper, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** In place of a list that has nothing: says so, and what one can do. */
export function EmptyNote({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <Paper withBorder p="lg">
      <Stack gap="xs" align="flex-start">
        <Text fw={600}>{title}</Text>
        {children}
      </Stack>
    </Paper>
  )
}

import { Container } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Asked } from '../../elements/index.ts'

/** Before the console knows the zone of its clinic it can tell no time: its place, or why it cannot be had. */
export function WaitForClinic({ of }: { readonly of: UseQueryResult<unknown> }) {
  return (
    <Container component="main" id="content" py="xl">
      <Asked of={of}>{() => null}</Asked>
    </Container>
  )
}

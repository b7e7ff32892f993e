import { Container, Title } from '@mantine/core'
export function TodayPage() {
  return (
    <Container>
      <Title order={1}>Today</Title>
    </Container>
  )
}

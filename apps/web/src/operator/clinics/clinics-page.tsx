import { Container, Title } from '@mantine/core'
export function ClinicsPage() {
  return (
    <Container>
      <Title order={1}>Clinics</Title>
    </Container>
  )
}

import { Button, Code, Container, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** For an address that leads nowhere. */
export function MissingPage() {
  const { t } = useTranslation()
  return (
    <Container size="xs" py="xl" component="main" id="content">
      <title>{`${t('missing.title')} · Polyclinic`}</title>
      <Stack>
        <Title order={1}>{t('missing.title')}</Title>
        <Text>{t('missing.text')}</Text>
        <Button component={Link} to="/" w="fit-content">
          {t('home')}
        </Button>
      </Stack>
    </Container>
  )
}

/** For a mistake of ours on a page: says so, and offers the page again. */
export function BrokenPage({ error }: { readonly error: unknown }) {
  const { t } = useTranslation()
  return (
    <Container size="xs" py="xl" component="main" id="content" role="alert">
      <title>{`${t('broken.title')} · Polyclinic`}</title>
      <Stack>
        <Title order={1}>{t('broken.title')}</Title>
        <Text>{t('broken.text')}</Text>
        <Code block>{error instanceof Error ? error.message : String(error)}</Code>
        <Button onClick={() => location.reload()} w="fit-content">
          {t('broken.again')}
        </Button>
      </Stack>
    </Container>
  )
}

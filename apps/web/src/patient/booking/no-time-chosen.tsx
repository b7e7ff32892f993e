import type { PublicClinic } from '@polyclinic/contract'
import { Button, Stack, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../../elements/index.ts'

interface Props {
  readonly clinic: PublicClinic
  readonly error: unknown
}

/** For an address without a time, or with one that has gone. */
export function NoTimeChosen({ clinic: { slug, name }, error }: Props) {
  const { t } = useTranslation('booking')
  return (
    <Stack align="flex-start">
      <title>{`${t('book.title')} · Polyclinic`}</title>
      <Title order={1}>{t('book.noTime')}</Title>
      <ProblemNote error={error} />
      <Button mih={44} renderRoot={(props) => <Link to="/c/$clinic" params={{ clinic: slug }} {...props} />}>
        {t('book.timesAt', { clinic: name })}
      </Button>
    </Stack>
  )
}

import type { RegisteredClinic } from '@polyclinic/contract'
import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { Dialog } from '../../elements/dialog.tsx'
import { ProblemNote } from '../../elements/index.ts'

/** Takes a clinic off the air. Its name has to be typed: nobody does this by a slip of the finger. */
export function ArchiveButton({ clinic }: { readonly clinic: RegisteredClinic }) {
  const { t } = useTranslation('operator')
  const [asking, setAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const archive = useAct('archiveClinic', ['showRegisteredClinic', 'listRegisteredClinics'])
  const { slug, name, version } = clinic
  const sure = typed.trim() === slug
  const close = () => {
    setAsking(false)
    setTyped('')
    archive.reset()
  }
  const go = () => {
    if (sure) archive.mutate({ params: { slug }, ifMatch: version }, { onSuccess: close })
  }
  return (
    <>
      <Button variant="outline" color="red" c="var(--mantine-color-error)" onClick={() => setAsking(true)}>
        {t('clinic.archive')}
      </Button>
      {asking && (
        <Dialog title={`${t('clinic.archive')}: ${name}`} size="md" onClose={close}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              go()
            }}
          >
            <Stack>
              <Text>{t('clinic.archiveText', { name })}</Text>
              <TextInput
                label={t('clinic.archiveType', { slug })}
                value={typed}
                onChange={({ currentTarget }) => setTyped(currentTarget.value)}
                autoComplete="off"
                data-autofocus
              />
              <ProblemNote error={archive.error} />
              <Button type="submit" color="red" disabled={!sure} loading={archive.isPending}>
                {t('clinic.archive')}
              </Button>
            </Stack>
          </form>
        </Dialog>
      )}
    </>
  )
}

import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ConsolePage } from '../parts/console-page.tsx'
import { OneClinic } from './one-clinic.tsx'
import { ManyClinics } from './many-clinics.tsx'

/** New clinics: one from a form, or many from a list. */
export function OnboardingPage() {
  const { t } = useTranslation('operator')
  return (
    <ConsolePage title={t('pages.onboarding')}>
      <Tabs defaultValue="one">
        <Tabs.List mb="md">
          <Tabs.Tab value="one">{t('onboarding.one')}</Tabs.Tab>
          <Tabs.Tab value="many">{t('onboarding.many')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="one">
          <OneClinic />
        </Tabs.Panel>
        <Tabs.Panel value="many">
          <ManyClinics />
        </Tabs.Panel>
      </Tabs>
    </ConsolePage>
  )
}

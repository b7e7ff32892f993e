import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type PartOfDay, partIn, partsOfDay } from './address-search.ts'

interface Props {
  readonly part: PartOfDay | undefined
  readonly onChoose: (part: PartOfDay | undefined) => void
}

export function PartField({ part, onChoose }: Props) {
  const { t } = useTranslation('booking')
  return (
    <NativeSelect
      label={t('times.part')}
      value={part ?? ''}
      data={[
        { value: '', label: t('times.anyPart') },
        ...partsOfDay.map((each) => ({ value: each, label: t(`times.${each}`) })),
      ]}
      onChange={({ currentTarget: { value } }) => onChoose(partIn(value))}
    />
  )
}

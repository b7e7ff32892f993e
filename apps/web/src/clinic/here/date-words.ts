// names of months and weekdays in date pickers: dayjs knows English by itself
import 'dayjs/locale/de'
import 'dayjs/locale/es'

// Shows a clinic's next free times where this script stands:
//   <script src="https://booking.example.org/widget.js" data-clinic="riverside" data-color="#0a8487" async></script>
{
  const script = document.currentScript
  const clinic = script?.dataset.clinic ?? ''
  if (script && /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(clinic)) {
    const { origin } = new URL(script.src)
    const address = new URL(`/widget/${clinic}`, origin)
    const color = (script.dataset.color ?? '').replace(/^#/, '')
    const six = /^[0-9a-f]{3}$/i.test(color) ? color.replace(/./g, '$&$&') : color
    // a plain number would be taken for one
    if (/^[0-9a-f]{6}$/i.test(six)) address.searchParams.set('color', JSON.stringify(six))
    address.searchParams.set('host', location.origin)

    const frame = document.createElement('iframe')
    frame.src = address.href
    frame.title = script.dataset.title ?? 'Free times'
    frame.loading = 'lazy'
    frame.referrerPolicy = 'origin'
    frame.style.cssText = 'display:block;width:100%;height:320px;border:0;color-scheme:normal'

    // from our frame alone, and only a height that makes sense
    addEventListener('message', ({ origin: from, source, data }) => {
      if (from !== origin || source !== frame.contentWindow || data?.type !== 'polyclinic:height') return
      const height = Number(data.height)
      if (height > 0 && height < 5000) frame.style.height = `${Math.ceil(height)}px`
    })
    frame.addEventListener('load', () =>
      frame.contentWindow?.postMessage({ type: 'polyclinic:hello' }, origin),
    )
    script.after(frame)
  }
}

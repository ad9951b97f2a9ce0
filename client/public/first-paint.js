// Sets colour scheme, language and direction before the first paint, so that a dark or an Arabic
// page does not flash. A file of its own, because the content security policy allows no inline
// script. The keys are those of client/theme/theme-provider.tsx and client/i18n/language.ts.
;(function () {
  var root = document.documentElement
  var scheme = 'auto'
  var language = null
  try {
    scheme = localStorage.getItem('plenary.colour-scheme') || 'auto'
    language = localStorage.getItem('plenary.language')
  } catch (_) {
    // Storage may be forbidden; the defaults below hold then.
  }
  var isDark =
    scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light')
  var wished = [language].concat(navigator.languages || [navigator.language])
  for (var index = 0; index < wished.length; index++) {
    var code = String(wished[index] || '').slice(0, 2)
    if (code === 'en' || code === 'fr' || code === 'ar') {
      root.lang = code
      root.dir = code === 'ar' ? 'rtl' : 'ltr'
      break
    }
  }
})()

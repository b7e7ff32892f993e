/** What the capitals of the list hide: which words are written small, and which are not words at all. */

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

export const smallWords = set('A AN AND AS AT BY FOR FROM IN OF ON OR THE TO WITH')

/** Shortened words without a vowel: capitalised as words are. */
export const shortWords = set(`
  BLVD CTR CTY DR FND FT HLTH HSP HSPTL JR LTD MC MT MTL PKWY PLZ RD RGNL RVR SGT SR SRVCS ST SYS`)

/** Abbreviations that hold a vowel, so that nothing but this list tells them from words. */
export const nameCapitals = set(`
  ACH ACL AD AKA AMG APH ARH ARMC AZ BHC CAH CAMC CAVHCS CGH CHI DBA DHHS EAMC ED EMH ER FHN HCA ICU IHS
  II III IL IU IV JFK KMI KY LAC LLC LTAC LTCU MUSC NAIHS NE NEA NW NYU OCH OHSU OKC OSF OSU OU PA PAM PIH
  PLLC SE SW TIRR UAB UAMS UC UCLA UCSD UCSF UF UH UHHS UHS UK UMC UNC UNI UNM UP UPMC URMC US USA USC
  USMD UT UVA UW VA VAMC VCU WCA WI`)

export const addressCapitals = set('AFB CR FM IH JD MLK NASA NE NN NW PO POB RR SE SH SR SW US VA VFW WG')

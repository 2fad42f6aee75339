/**
 * The countries of the world as registers write them, in Italian and in English, in the groups of citizenship that the
 * desk asks for: Italy, the other countries of the European Union (27, since 1 February 2020), all others. A star stands
 * for the endings of an Italian adjective: `rumen*` is rumeno, rumena, rumeni and rumene.
 */
import { plain } from '../../../api/observations/import/contract.ts'

const union = `
austria, austriac*, austrian; belgio, belgium, belg*, belgian; bulgaria, bulgar*, bulgarian; croazia, croatia,
croat*, croatian; cipro, cyprus, cipriot*, cypriot; cechia, czechia, repubblica ceca, czech republic, cec*, czech;
danimarca, denmark, danes*, danish; estonia, eston*, estonian; finlandia, finland, finlandes*, finnish; francia,
france, frances*, french; germania, germany, tedesc*, german; grecia, greece, grec*, greek; ungheria, hungary,
ungheres*, hungarian; irlanda, ireland, irlandes*, irish; lettonia, latvia, letton*, latvian; lituania, lithuania,
lituan*, lithuanian; lussemburgo, luxembourg, lussemburghes*; malta, maltes*, maltese; olanda, paesi bassi,
netherlands, holland, olandes*, nederlandes*, dutch; polonia, poland, polacc*, polish; portogallo, portugal,
portoghes*, portuguese; romania, rumen*, romen*, romanian; slovacchia, slovakia, slovacc*, slovak; slovenia,
sloven*, slovenian; spagna, spain, spagnol*, spanish; svezia, sweden, svedes*, swedish`

const others = `
afghanistan, afghan*, afgan*, afghan; albania, albanes*, albanian; algeria, algerin*, algerian; andorra, andorran*;
angola, angolan*, angolan; antigua; arabia saudita, saudi arabia, saudit* saudi; argentina, argentin*, argentine,
argentinian; armenia, armen*, armenian; australia, australian*, australian; azerbaigian, azerbaijan, azer*,
azerbaigian*; bahamas; bahrein, bahrain; bangladesh, bangladesi, bangladese, bangladesh*, bengales*, bangladeshi;
barbados; belize; benin, benines*, beninian; bhutan; bielorussia, belarus, bieloruss*, belarusian; birmania,
myanmar, birman*, burmese; bolivia, bolivian*, bolivian; bosnia, bosnia erzegovina, bosnia ed erzegovina, bosnia and
herzegovina, bosniac* bosnian; botswana; brasile, brazil, brasilian*, brazilian; brunei; burkina, burkina faso,
burkinab* burkinabe; burundi, burundes*; cambogia, cambodia, cambogian*, cambodian; camerun, cameroon, camerunes*,
camerunens*, cameroonian; canada, canades*, canadian; capo verde, cape verde, capoverdian* cape verdean; ciad, chad,
ciadian*, chadian; cile, chile, cilen*, chilean; cina, china, cines*, chinese; colombia, colombian*, colombian;
comore, comoros, comorian*; corea del nord, north korea, nordcorean*; corea, corea del sud, south korea, corean*,
sudcorean*, korean; costa d avorio, ivory coast, cote d ivoire, ivorian*, ivorian; costa rica, costarican*; cuba,
cuban*, cuban; dominica; repubblica dominicana, dominican republic, santo domingo, dominican*; ecuador, ecuadorian*,
ecuadoregn*, ecuadorian; egitto, egypt, egizian*, egyptian; el salvador, salvador, salvadoregn*, salvadoran; emirati
arabi, emirati arabi uniti, united arab emirates, emiratin*; eritrea, eritre*, eritrean; eswatini, swaziland;
etiopia, ethiopia, etiop*, etiopic*, ethiopian; figi, fiji; filippine, philippines, filippin*, filipino; gabon,
gabones*; gambia, gambian*, gambian; georgia, georgian*, georgian; ghana, ghanes*, ghanaian; giamaica, jamaica,
giamaican*, jamaican; giappone, japan, giappones*, japanese; gibuti, djibouti; giordania, jordan, giordan*,
jordanian; grenada; guatemala, guatemaltec*; guinea, guinean*, guineian*, guinean; guinea bissau; guinea
equatoriale, equatorial guinea; guyana; haiti, haitian*, haitian; honduras, honduregn*, honduran; india, indian*,
indian; indonesia, indonesian*, indonesian; iran, iranian*, persian*, iranian; iraq, irachen*, iraqi; islanda,
iceland, islandes*; israele, israel, israelian*, israeli; kazakistan, kazakhstan, kazak*, kazakh; kenya, keniot*,
kenyan*, kenyan; kirghizistan, kyrgyzstan, kirghis*, kirghiz*; kuwait; laos; lesotho; libano, lebanon, libanes*,
lebanese; liberia, liberian*, liberian; libia, libya, libic*, libyan; liechtenstein; macedonia, macedonia del nord,
north macedonia, macedon*, macedonian; madagascar, malgasc*; malawi; malaysia, malaisia, malesia, malesian*,
malaysian; maldive, maldives; mali, malian*, malian; marocco, morocco, marocchin*, moroccan; mauritania, mauritan*,
mauritanian; mauritius, maurizian*; messico, mexico, messican*, mexican; moldavia, moldova, moldav*, moldov*,
moldovan; monaco, monegasc*; mongolia, mongol*; montenegro, montenegrin*, montenegrin; mozambico, mozambique,
mozambican*; namibia; nepal, nepales*, nepalese, nepali; nicaragua, nicaraguens*, nicaraguan; niger, nigerin*;
nigeria, nigerian*, nigerian; norvegia, norway, norveges*, norwegian; nuova zelanda, new zealand, neozelandes*;
oman; pakistan, pachistan, pakistan*, pachistan*, pakistani; palestina, palestine, palestines*, palestinian; panama,
panamens*; papua, papua nuova guinea; paraguay, paraguaian*, paraguayan*; peru, peruvian*, peruvian; qatar; regno
unito, gran bretagna, inghilterra, scozia, galles, united kingdom, uk, britannic*, ingles*, scozzes*, british,
english; repubblica centrafricana, centrafrican*; congo, repubblica democratica del congo, rd congo, congoles*,
congolese; repubblica del congo; ruanda, rwanda, ruandes*, rwandes*; russia, federazione russa, russ*, russian; san
marino, sammarines*; senegal, senegales*, senegalese; serbia, serb*, serbian; sierra leone, sierraleones*;
singapore; siria, syria, sirian*, syrian; somalia, somal*, somali; sri lanka, srilankes*, singales*, cingales*, sri
lankan; stati uniti, stati uniti d america, usa, united states, statunitens*, american*, american; sudafrica, south
africa, sudafrican*; sudan, sudanes*, sudanese; sud sudan, south sudan; suriname; svizzera, switzerland, svizzer*,
elvetic*, swiss; tagikistan, tajikistan, tagik*; taiwan, taiwanes*; tanzania, tanzanian*, tanzanian; thailandia,
thailand, thailandes*, tailandes*, thai; togo, togoles*, togolese; trinidad; tunisia, tunisin*, tunisian; turchia,
turkey, turc*, turkish; turkmenistan, turkmen*; ucraina, ukraine, ucrain*, ukrainian; uganda, ugandes*, ugandan;
uruguay, uruguaian*, uruguayan*; uzbekistan, uzbek*, usbek*; venezuela, venezuelan*, venezuelan; vietnam,
vietnamit*, vietnamese; yemen, yemenit*; zambia, zambian*; zimbabwe; kosovo, kosovar*, cosovar*, kosovar; saharawi,
sahrawi; vaticano; africa, african*, asia, asiatic*, latinoamerican*, sudamerican*, extraeuropeo, extraeuropea`

const italy = 'italia, italy, italian*, italian'
const endings = ['a', 'o', 'i', 'e', 'he', 'hi']

type Group = 'it' | 'eu' | 'non_eu'
const groupOf: ReadonlyMap<string, Group> = new Map(
  (
    [
      [others, 'non_eu'],
      [union, 'eu'],
      [italy, 'it'],
    ] as const
  ).flatMap(([list, group]) =>
    list.split(/[,;]/).flatMap(written => {
      const word = plain(written)
      return written.includes('*')
        ? endings.map(ending => [word + ending, group] as const)
        : [[word, group] as const]
    }),
  ),
)

/** Words around a country or an adjective that change nothing. */
const around =
  /^(cittadinanza|cittadin[oaie]|cit|nazionalita|citt|naz|origine|provenienza|paese|di|del|della|dal|dalla|ex)\b ?/

/** @returns the group, of a country or an adjective; of several («italiana e marocchina») only when they share it */
export function citizenshipOf(text: string): Group | undefined {
  const parts = text.split(/\s+e\s+|[/,;+&]|\s-\s/).map(part => plain(part).replaceAll('-', ' '))
  const named = parts.map(part => {
    let rest = part
    while (around.test(rest)) rest = rest.replace(around, '')
    return groupOf.get(rest)
  })
  return named.every(group => group === named[0]) ? named[0] : undefined
}

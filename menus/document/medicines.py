"""Recognises names of medicines, by a list and by their endings; proposes how common ones sound, in IPA."""

import re

# International and British names that no ending below tells, and a few brands that people say instead.
LISTED = """
abatacept accrete aciclovir adcal adrenaline aflibercept alendronate allopurinol amantadine amitriptyline
aspirin baclofen botulinum buprenorphine calcitriol calpol canesten carbamazepine carbimazole cetirizine
chlorhexidine chloroquine ciclosporin clonidine codeine colchicine dabigatran dapsone diclofenac digoxin
domperidone donepezil duloxetine duraphat entacapone ephedrine estradiol etanercept febuxostat fentanyl
fosamax furosemide gabapentin gaviscon gliclazide glyceryl heparin hydroxychloroquine ibuprofen insulin
isosorbide ketamine lactulose lamotrigine laxido leflunomide levodopa levothyroxine lithium loperamide
macrogol medrone memantine mesalazine metformin methadone methenamine methotrexate methyldopa
methylprednisolone metoclopramide metoject mirabegron morphine movicol mycophenolate naproxen nicorandil
nicotine nitrofurantoin nortriptyline nurofen oestradiol oestrogen opicapone oxybutynin oxycodone
paracetamol penicillamine pethidine phenytoin pilocarpine pramipexole pregabalin probenecid
prochlorperazine progesterone propiverine rasagiline ropinirole rotigotine salbutamol selegiline senna
sertraline sitagliptin spironolactone streptomycin sulfasalazine sulfinpyrazone tamoxifen tapentadol
testosterone tolterodine topiramate tramadol tranexamic trimethoprim trospium valproate ventolin
verapamil vesicare voltarol warfarin zoladex zopiclone
"""
NAMES = frozenset(LISTED.split())
ENDINGS = re.compile(
    r".{2,}(?:mab|cillin|olone|sone|statin|prazole|conazole|cycline|mycin|micin|oxacin|sartan|dipine|tidine|setron|"
    r"triptan|gliptin|gliflozin|glutide|tinib|thioprine|trexate|sporin|limus|dronate|dronic|parin|xaban|semide|"
    r"thiazide|ciclovir|platin|rubicin|taxel|oxetine|tropium|terol|azepam|azolam|caine|afil|zosin|fenacin|steride|"
    r"globulin|phosphamide|profen|coxib|barbital|barbitone|quine|curium|kinra|lukast|fibrate|nidazole|oxazole|bactam)s?"
)
OPENINGS = re.compile(r"(?:cef|sulfa)\w{4,}")
# Prose words with such an ending or opening, and parts of the body and of illness.
NO_MEDICINES = (
    "globulin person alone stone cocaine except accept concept flexion cholesterol quine ketone hormone"
)
NONE = frozenset(NO_MEDICINES.split())

# How they sound in British English, a name and its sounds a line: recalled, not looked up, to be listened to.
RECALLED = """
abatacept əˈbætəsɛpt
adalimumab ˌædəˈlɪmjʊmæb
allopurinol ˌæləʊˈpjʊəɹɪnɒl
amantadine əˈmæntədiːn
amitriptyline ˌæmɪˈtɹɪptɪliːn
amlodipine æmˈlɒdɪpiːn
amoxicillin əˌmɒksɪˈsɪlɪn
anakinra ˌænəˈkɪnɹə
apixaban əˈpɪksəbæn
atorvastatin əˈtɔːvəˌstætɪn
azathioprine ˌæzəˈθaɪəʊpɹiːn
belimumab bɛˈlɪmjʊmæb
bisoprolol bɪˈsɒpɹəlɒl
canakinumab ˌkænəˈkɪnjʊmæb
carbamazepine ˌkɑːbəˈmæzɪpiːn
ciclosporin ˌsaɪkləʊˈspɔːɹɪn
clopidogrel kləˈpɪdəɡɹɛl
codeine ˈkəʊdiːn
colchicine ˈkɒltʃɪsiːn
cyclophosphamide ˌsaɪkləʊˈfɒsfəmaɪd
denosumab dɪˈnɒsjʊmæb
diclofenac daɪˈkləʊfənæk
domperidone dɒmˈpɛɹɪdəʊn
doxycycline ˌdɒksɪˈsaɪkliːn
entacapone ɛnˈtækəpəʊn
etanercept ɪˈtænəsɛpt
etoricoxib ˌɛtɒɹɪˈkɒksɪb
febuxostat fɛˈbʌksəstæt
furosemide fjʊˈɹəʊsəmaɪd
gabapentin ˌɡæbəˈpɛntɪn
hydroxychloroquine haɪˌdɹɒksiˈklɔːɹəkwiːn
ibuprofen ˌaɪbjuːˈpɹəʊfɛn
infliximab ɪnˈflɪksɪmæb
lamotrigine ləˈmɒtɹɪdʒiːn
leflunomide ləˈfluːnəmaɪd
levetiracetam ˌlɛvətɪˈɹæsɪtæm
levothyroxine ˌliːvəʊθaɪˈɹɒksiːn
loperamide ləʊˈpɛɹəmaɪd
metformin mɛtˈfɔːmɪn
methotrexate ˌmɛθəˈtɹɛkseɪt
metoclopramide ˌmɛtəˈkləʊpɹəmaɪd
mycophenolate ˌmaɪkəʊˈfɛnəleɪt
naproxen nəˈpɹɒksɛn
nitrofurantoin ˌnaɪtɹəʊˈfjʊəɹəntɔɪn
omeprazole ˈəʊmɛpɹəzəʊl
opicapone əʊˈpɪkəpəʊn
oxybutynin ˌɒksiˈbjuːtɪnɪn
paracetamol ˌpæɹəˈsiːtəmɒl
pramipexole ˌpɹæmɪˈpɛksəʊl
prednisolone pɹɛdˈnɪsələʊn
pregabalin pɹiːˈɡæbəlɪn
probenecid pɹəʊˈbɛnəsɪd
ramipril ˈɹæmɪpɹɪl
rasagiline ɹəˈsædʒɪliːn
rituximab ɹɪˈtʌksɪmæb
rivaroxaban ˌɹɪvəˈɹɒksəbæn
ropinirole ɹəʊˈpɪnɪɹəʊl
rotigotine ɹəʊˈtɪɡətiːn
salbutamol sælˈbjuːtəmɒl
selegiline səˈlɛdʒɪliːn
sertraline ˈsɜːtɹəliːn
simvastatin ˈsɪmvəˌstætɪn
sulfasalazine ˌsʌlfəˈsæləziːn
sulfinpyrazone ˌsʌlfɪnˈpaɪɹəzəʊn
tacrolimus tæˈkɹɒlɪməs
tamoxifen təˈmɒksɪfɛn
tocilizumab ˌtɒsɪˈlɪzjʊmæb
tramadol ˈtɹæmədɒl
trimethoprim tɹaɪˈmɛθəpɹɪm
warfarin ˈwɔːfəɹɪn
"""
SOUNDS = dict(line.split() for line in RECALLED.strip().splitlines())


def is_medicine(word: str) -> bool:
    """Whether a word looks like the name of a medicine: by a list, or by its ending or beginning.

    The answer may be wrong: the code that uses it asks a person, or errs on the side of care.
    """
    low = word.lower()
    looks = low in NAMES or bool(ENDINGS.fullmatch(low)) or bool(OPENINGS.fullmatch(low))
    return looks and low not in NONE


def recalled(word: str) -> str:
    """How a medicine's name sounds, in IPA; "" if it is not listed."""
    return SOUNDS.get(word.lower(), "")

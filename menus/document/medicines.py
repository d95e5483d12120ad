"""Recognises names of medicines, by a list of common ones and the endings of international names."""

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


def is_medicine(word: str) -> bool:
    """Whether a word looks like the name of a medicine: by a list, or by its ending or beginning.

    The answer may be wrong: the code that uses it asks a person, or errs on the side of care.
    """
    low = word.lower()
    looks = low in NAMES or bool(ENDINGS.fullmatch(low)) or bool(OPENINGS.fullmatch(low))
    return looks and low not in NONE

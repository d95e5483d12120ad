"""How names of common medicines sound, in IPA: proposals, recalled and not looked up, to be listened to."""

# British English, a name and its sounds a line.
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


def recalled(word: str) -> str:
    """How a medicine's name sounds, in IPA; "" if it is not listed."""
    return SOUNDS.get(word.lower(), "")

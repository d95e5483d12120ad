"""How names of common medicines sound, in IPA: proposals, recalled and not looked up, to be listened to."""

# British English, a name and its sounds a line.
RECALLED = """
abatacept əˈbætəsɛpt
adalimumab ˌædəˈlɪmjʊmæb
allopurinol ˌæləʊˈpjʊəɹɪnɒl
amitriptyline ˌæmɪˈtɹɪptɪliːn
amlodipine æmˈlɒdɪpiːn
amoxicillin əˌmɒksɪˈsɪlɪn
apixaban əˈpɪksəbæn
atorvastatin əˈtɔːvəˌstætɪn
azathioprine ˌæzəˈθaɪəʊpɹiːn
belimumab bɛˈlɪmjʊmæb
bisoprolol bɪˈsɒpɹəlɒl
carbamazepine ˌkɑːbəˈmæzɪpiːn
ciclosporin ˌsaɪkləʊˈspɔːɹɪn
clopidogrel kləˈpɪdəɡɹɛl
codeine ˈkəʊdiːn
colchicine ˈkɒltʃɪsiːn
cyclophosphamide ˌsaɪkləʊˈfɒsfəmaɪd
denosumab dɪˈnɒsjʊmæb
diclofenac daɪˈkləʊfənæk
doxycycline ˌdɒksɪˈsaɪkliːn
etanercept ɪˈtænəsɛpt
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
mycophenolate ˌmaɪkəʊˈfɛnəleɪt
naproxen nəˈpɹɒksɛn
nitrofurantoin ˌnaɪtɹəʊˈfjʊəɹəntɔɪn
omeprazole ˈəʊmɛpɹəzəʊl
oxybutynin ˌɒksiˈbjuːtɪnɪn
paracetamol ˌpæɹəˈsiːtəmɒl
prednisolone pɹɛdˈnɪsələʊn
pregabalin pɹiːˈɡæbəlɪn
ramipril ˈɹæmɪpɹɪl
rituximab ɹɪˈtʌksɪmæb
rivaroxaban ˌɹɪvəˈɹɒksəbæn
salbutamol sælˈbjuːtəmɒl
sertraline ˈsɜːtɹəliːn
simvastatin ˈsɪmvəˌstætɪn
sulfasalazine ˌsʌlfəˈsæləziːn
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

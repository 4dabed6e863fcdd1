"""Given names: without a list of members, a bare one of these is rather somebody than something played."""

from __future__ import annotations

_NAMES = """
ada adam adrian agata agnieszka aiko aisha ajay akira alan alba albert alejandra alejandro aleksandra alena
alessandro alex alexa alexandra alfie ali alice alicja alina alvaro amanda amelia amelie amina amir amit amy ana
anais andre andrea andreas andres andrew andrzej angel angela angelo ania anika anita anjali anna annika antek
antoine anton antonia antonina antonio aoi arjun artur arturo asia aya ayaka barbara bartek beata beatriz ben
benjamin bernardo bianca bjorn bo bob bogdan boris brenda bruna bruno caio camila camille carla carlos carmen
carolina caroline catarina celine chen chiara chidi chloe chris christian christine clara claudia clemence cleo
connor cristina daiki dan dana daniel daniela david dawid deborah diana diego dimitri dominik dora duarte dylan
ed eduardo elena elias elif elisa eliza ella elodie emi emil emilia emilie emily emma emre enzo eric erik erin
ester esther eva ewa fabian fabio farid fatima federico felipe felix fernanda fernando filip finn fiona florian
francesca francisco franek franz freya gabriel gabriela gareth georg george gerardo gonzalo gosia grace greta
grzegorz guilherme gustavo hana hanna hannah hans haruka haruto heidi helena helene hina hiro hiroshi hugo ian
ibrahim ignacio igor ines ingrid irene isabel isabella isabelle ivan iwona jacek jack jake jakub james jan jana
janek jasmin javier jean jenny jens jeremy jess jessica joana joanna joao joe joel johan johanna john jonas
jonathan jorge jose josefine juan juana judith julia julian juliana julie julien julius jun kaori karen karim
karin karol karolina kasia kate katja katrin kazuki ken kenji kevin kim kinga klara klaus konrad krzysztof kuba
lara larissa lars laura lea leila lena leo leon leonie leticia lia liam lieke lily lina linda lisa liz lola
lorenzo lotte louis louise luca lucas lucia lucie luis luisa lukas lukasz luna luz lydia maciek magda maja
maksym manon manuel manuela marc marcel marcela marcin marco marcos margarita maria mariana marie marina mario
marisol marta martin martina mateo mateusz mathilde mats matt matteo matthias mauro max maya melissa mia michael
michal miguel mika mike milan milena mina minh miriam misaki mohamed monika moritz nadia nadine naoki naomi
natalia nathan neha nico nicolas niklas nikos nils nina noah noemi nora nuno odile ola olga oliver olivia omar
oscar oskar pablo paola patricia patrick patryk paul paula paulina paulo pavel pawel pedro petra philipp pia
pierre pilar piotr priya quentin rachel rafael rafal rahul raj ramon raquel raul rebecca renata ricardo rita
robert roberto rodrigo romain rosa ruben ruth ryan sabine sakura sally sam samir samuel sandra sara sarah
sebastian serge sergio shota silvia simon sofia sofie sonia sophia sophie soren stefan stefanie steph stephanie
steve sven sylvie szymon tania tariq tatiana teresa theo thiago thomas tiago tim tina tobias tom tomas tomasz
tomek toni tosia ula ursula valentina valeria vanessa vera veronica victor victoria vincent violeta virginia
vitor vivian weronika wojtek xavier ximena yann yara yasmin yui yuki yuna yusuf yuto yves zbigniew zoe zofia
zosia zuzanna
"""

GIVEN_NAMES = frozenset(_NAMES.split())
"""Folded. Those that are an everyday word of a question's language, or an artist's, are not taken for names."""

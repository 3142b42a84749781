"""Scores lists of [hypothesis, reference] pairs with sacrebleu: {"tokenizer", "pairs"} a line in, scores a line out."""
import json
import sys

from sacrebleu.metrics import BLEU, CHRF

for line in sys.stdin:
    case = json.loads(line)
    hypotheses = [pair[0] for pair in case["pairs"]]
    references = [[pair[1] for pair in case["pairs"]]]
    bleu, chrf = BLEU(tokenize=case["tokenizer"]), CHRF(word_order=2)
    print(json.dumps({
        "bleu": bleu.corpus_score(hypotheses, references).score,
        "chrf": chrf.corpus_score(hypotheses, references).score,
        "signatures": [str(bleu.get_signature()), str(chrf.get_signature())],
    }))

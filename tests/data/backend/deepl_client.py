"""DeepL's own client library against our stand-in: deepl_client.py URL KEY. Prints what it got as JSON lines."""

import json
import sys

import deepl
from deepl import api_data

url, key = sys.argv[1:]
client = deepl.DeepLClient(key, server_url=url)


def say(**what):
    print(json.dumps(what, ensure_ascii=False))


before = client.get_usage().character.count
glossaries = client.list_multilingual_glossaries()
say(glossaries=[one.name for one in glossaries])
[ours] = glossaries
entries = client.get_multilingual_glossary_entries(ours, "vi", "en").dictionaries[0]
say(entries=entries.entries)
text = "Tỉnh thu hút FDI"
[got] = client.translate_text(
    [text], source_lang="VI", target_lang="EN-US", glossary=ours, preserve_formatting=True
)
say(text=got.text, source=got.detected_source_lang, billed=got.billed_characters)
say(spent=client.get_usage().character.count - before)
made = client.create_multilingual_glossary(
    "from the client",
    [api_data.MultilingualGlossaryDictionaryEntries("vi", "ja", {"tỉnh": "省"})],
)
say(made=made.name, pairs=[[one.source_lang, one.target_lang, one.entry_count] for one in made.dictionaries])
[japanese] = client.translate_text(["Tỉnh mạnh: tỉnh"], source_lang="VI", target_lang="JA", glossary=made)
say(text=japanese.text)
client.delete_multilingual_glossary(made)
say(left=[one.name for one in client.list_multilingual_glossaries()])
try:
    deepl.DeepLClient("wrong", server_url=url).translate_text(text, target_lang="JA")
except deepl.AuthorizationException:
    say(refused="key")
try:
    client.translate_text(text, source_lang="VI", target_lang="EN-US", glossary=made.glossary_id)
except deepl.DeepLException as why:
    say(refused=type(why).__name__)

"""Faults put into copies of a page on purpose, and what the judge must say about each: a check that cannot fail is none."""

import re

MAIN = re.compile(r"<main>")
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def after_main(markup):
    return lambda text: MAIN.sub(lambda found: found.group() + markup, text, count=1)


def once(pattern, change):
    return lambda text: re.sub(pattern, change, text, count=1)


# Name of the copy: what is done to the page, and words of the faults that must be found.
PLANTED = {
    "planted-in-words": [
        (after_main('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'), "axe image-alt"),
        (after_main('<p style="color:#bbb;background:#fff">hard to read</p>'), "axe color-contrast"),
        (after_main('<div style="width:1500px">wide</div>'), "in a window of 1240"),
        (after_main('<div style="width:90px;overflow:hidden;white-space:nowrap">nobody can read this to its end</div>'), "is cut"),
        (after_main('<div class="scroll"><p style="width:1400px">a long row</p></div>'), "a table or drawing is 1400 wide"),
        (after_main('<div style="height:1500px"></div>'), "not on one"),
    ],
    "planted-in-drawings": [
        (once(r'(<svg [^>]*role="img".*?)(<text )x="[^"]*"', r'\1\2x="-60"'), "leaves the drawing"),
        (once(r'(<text x="[^"]*" y="[^"]*"[^>]*class="ax"[^>]*>[^<]*</text>)(?=.*</svg>)', r"\1\1"), "overlap"),
        (after_main('<div style="width:700px">wide for a phone</div>'), "phone: the page is"),
        (after_main('<img alt="" src="https://example.invalid/seen.png">'), "console:"),
    ],
    "planted-in-policy": [
        (lambda text: POLICY.sub("", text), "no content policy"),
        (after_main('<img alt="" src="https://example.invalid/asked.png">'), "fetched https://example.invalid/asked.png"),
        (after_main("<style>h1{display:none}.on h1{display:block}</style>"
                    "<script>document.documentElement.className='on'</script>"), "without scripts it reads differently"),
    ],
    "planted-in-script": [
        (once(r"function say\(e\)\{", "function say(e){ "), "the language button does nothing"),
    ],
}


def copies(page, folder):
    """Writes the copies: name -> (file, words to be found)."""
    folder.mkdir(parents=True, exist_ok=True)
    text = page.read_text(encoding="utf-8")
    made = {}
    for name, faults in PLANTED.items():
        copy = text
        for change, words in faults:
            changed = change(copy)
            if changed == copy:
                raise SystemExit(f"{name}: “{words}” could not be planted in {page.name}")
            copy = changed
        file = folder / f"{name}.html"
        file.write_text(copy, encoding="utf-8")
        made[name] = (file.resolve(), [words for _, words in faults])
    return made

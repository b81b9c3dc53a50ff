"""The diagnostic codes, each with the sentence that explains it: one table, public promises.

A code is words, never a number. It is listed once, under the stage that finds it.
"""

from __future__ import annotations

CODES: dict[str, str] = {
    # project: files and folders
    "file-missing": "A file that is named does not exist.",
    "file-outside": "A file that is named lies outside of the project's folder.",
    "file-unreadable": "A file is not a regular file, cannot be opened, or is not a kind we read.",
    "file-too-large": "A file is larger than the limit for its kind.",
    "file-encoding": "A text file is not UTF-8.",
    # settings: publish.toml
    "settings-syntax": "publish.toml is not TOML.",
    "settings-unknown": "publish.toml has a setting that does not exist.",
    "settings-value": "A setting has a value of another kind than it must have.",
    # citation_style: finding the CSL style
    "csl-url": "A CSL style is named by an address; builds never use the network.",
    "csl-unknown": "No CSL style of this name is in the project, bundled or installed.",
    # manuscript: the front matter
    "front-yaml": "The front matter is not YAML as we read it.",
    "front-duplicate": "A field stands twice in the front matter.",
    "front-alias": "The front matter uses a YAML alias or anchor, which are refused.",
    "front-depth": "Lists and maps of the front matter nest too deeply.",
    "front-size": "The front matter is longer than the limit.",
    "front-unclosed": "The front matter has no closing line '---'.",
    "field-unknown": "A field's name is near to one we know, but is not it.",
    "field-value": "A field's value is of another kind than it must be.",
    "field-repeated": "Two spellings of one field are both given.",
    "field-ignored": "A field of another tool has no effect here.",
    "date-relative": "A date changes from day to day, so no build could be repeated.",
    # syntax and document: the text
    "cite-comma": "Two keys of one citation have a comma between them, not ';'.",
    "cite-nested": "A key stands within the words of another source, without ';' before it.",
    "note-duplicate": "Two notes have the same name.",
    "note-undefined": "A note is called that has no text.",
    "note-unused": "A note has a text, and is never called.",
    "note-nested": "A note is called within a note.",
    "div-unclosed": "A div is opened and never closed.",
    "div-stray": "A line of colons closes a div that was never opened.",
    "raw-latex": "LaTeX in the text is not printed.",
    "shortcode": "A shortcode of another tool is not printed.",
    "maths": "A formula is not printed.",
    "raw-html": "An element or attribute of raw HTML is not allowed, or is not balanced.",
    "link-scheme": "A link goes somewhere that is not allowed: only http, https, mailto and '#'.",
    "link-dead": "A link goes to a place that this text does not have.",
    "label-duplicate": "Two elements have the same identifier.",
    "label-unknown": "A cross-reference names a label that this text does not have.",
    "image-alt": "A picture has no alternative text.",
    "leftover": "Signs of the manuscript language would be printed: something was not closed.",
    "nesting": "Quotes, lists or boxes nest too deeply, and their text would be lost.",
    # citations: what the text cites against what the library holds
    "cite-unknown": "A citation names a key that no bibliography file has.",
    "cite-broken": "A citation names an entry that is there but could not be read.",
    "library-missing": "The text cites, but names no bibliography.",
    # pipeline: pictures and what they need
    "image-remote": "A picture is named by an address; builds never use the network.",
    "image-kind": "A picture is of a kind that cannot be placed.",
    # house: styles/<name>
    "style-unknown": "No house style of this name is in the project or bundled.",
    "style-circle": "Houses extend one another in a circle.",
    "style-syntax": "A house's .toml file is not TOML.",
    "style-setting": "A house's style.toml has a setting that does not exist.",
    "style-value": "A setting of a house has a value of another kind than it must have.",
    "style-file": "A house names a sheet that it does not have.",
    "style-css": "A house's sheet is not CSS.",
    "style-token": "A sheet uses a token that none defines, or defines one that none uses.",
    "style-cmyk": "A colour of a house has no partner for print.",
    "style-contrast": "A colour of text is too pale for its ground.",
    "style-face": "A house uses a typeface that it does not order, or orders one twice.",
    "style-important": "A sheet says '!important'.",
    "style-banned": "A sheet uses something that the renderer gets wrong.",
    # page: the composed document
    "layout-unknown": "The house has no layout of this name.",
    "layout-error": "A layout of the house cannot be read or filled.",
    "font-character": "A character is in none of the house's fonts.",
    # render: what the renderer could not do
    "render-style": "A rule of a style sheet is not understood by the renderer.",
    "render-refused": "The page asks for something that is not a file of the project.",
    "render-picture": "A picture is damaged, too large or of a kind that cannot be drawn.",
    "render-anchor": "A link leads to a place that the finished document does not have.",
    "render-message": "The renderer reported something else.",
    "render-crash": "The renderer gave up on this document.",
    # preflight: the finished file
    "pdf-damaged": "The finished file cannot be read by a second parser.",
    "pdf-heavy": "The finished file is larger than its target allows.",
    "pdf-active": "The finished file has an action or an address that a document must not have.",
    # bibliography: entries, their fields, and what stands in them
    "bib-unclosed": "An entry of a bibliography file has no end.",
    "bib-comma-missing": "A comma is missing between the fields of an entry.",
    "bib-syntax": "Something stands in an entry where a field was looked for.",
    "bib-braces": "The braces of an entry do not pair.",
    "bib-key-missing": "An entry has no key.",
    "bib-key-duplicate": "Two entries of a file have one key.",
    "bib-field-duplicate": "An entry has a field twice.",
    "bib-value-too-long": "A field grows beyond the limit when its macros are put in.",
    "bib-macro-unknown": "A field names a macro that no `@string` defines.",
    "bib-latex-unknown": "A field holds a LaTeX command that we do not know.",
    "bib-cycle": "Entries inherit from each other in a circle.",
    "bib-parent-missing": "An entry inherits from an entry that does not exist.",
    "bib-conflict": "An entry takes the place of another file's entry with the same key.",
    # csl: styles and locales
    "style-xml": "A style or locale is not well-formed XML, or not CSL.",
    "style-element": "A style has an element where it means nothing, or one that lacks a part.",
    "style-value": "An attribute of a style has a value outside of its closed set.",
    "style-macro-missing": "A style calls a macro that it does not define.",
    "style-macro-cycle": "A macro of a style calls itself.",
}

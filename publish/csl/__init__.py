"""Citation Style Language 1.0.2: style, locale, items and citations → rich text.

A library of its own: it knows nothing of Markdown, BibTeX, pages or files. Where the parts of the
specification are:

  File types, structure     elements (XML with places), style, style_reader, macros, locale,
                            localize (locale fallback), nodes (the elements as types), vocabulary
  Rendering elements        evaluate (text, number, label, group, choose), conditions, variables,
                            names with name_options, name_parts and initials, dates, numbers,
                            pages, labels, citation_label
  Style behaviour           positions (ibid, near-note), sort with collation, disambiguate with
                            name_registry, collapse (grouping too), subsequent_author
  Formatting, affixes       output (the tree that elements leave), textcase, markup (fields with
                            tags and quotation marks), punctuation (what meets where), finish
  Data                      item with person, date_values, date_text, note_fields, embedded_labels
  In and out                citation (what goes in and comes out), processor (the one verb),
                            citations, bibliography, author_in_text, richtext, rich_pieces,
                            render_html, render_text, render_markdown

What elements render is a tree; nothing is joined, punctuated or put in quotation marks before
`finish`, so that disambiguation, collapsing and the substitution of names can work on it.
"""

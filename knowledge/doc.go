// Package knowledge is what Hebb knows: it reads a folder of plain text into a
// Library, and checks every line of it on the way.
//
// A content folder holds
//
//	references.yaml   every source once, as CSL-YAML
//	helplines.yaml    crisis lines by country
//	en/               one folder a language (BCP 47)
//	  depression.md   one topic a file; the file's name is the topic's id
//	  synonyms.yaml   the lexicon
//
// A topic is Markdown with YAML front matter. Each "## Question? {#id}" is one
// entry; "Also asked:" directly under it lists other phrasings; then come the
// paragraphs of the answer, in which every sentence ends at its citation:
//
//	Depression is a common mood disorder [@nimh-depression].
//
// The first paragraph is the short answer. A list belongs to the sentence that
// leads into it. docs/content.md describes all of it for the people who write it.
//
// Problems are told as Diagnostics, all at once and with their place; a Library
// is only made when none of them is an error. The package does not log, knows
// nothing of Discord, and reads only through fs.FS.
package knowledge

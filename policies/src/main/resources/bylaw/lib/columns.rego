# METADATA
# title: Personal data in columns
# description: How columns say that they hold personal data, and how that is recognised where they do not.
package bylaw.lib.columns

# METADATA
# description: The column is declared as personal data, by a tag, a meta key or a classification
is_declared(column, params) if {
	some tag in column.tags
	lower(tag) in lowered(params.tags)
}

is_declared(column, params) if {
	some key in params.meta_keys
	says_yes(column.meta[key])
}

is_declared(column, params) if {
	some key in params.classification_keys
	is_classified(column.meta[key], params)
}

# METADATA
# description: The classification is one of those that mean personal data
is_classified(classification, params) if lower(classification) in lowered(params.classifications)

# METADATA
# description: The name looks like that of personal data
looks_personal(name, params) if {
	some pattern in params.name_patterns
	regex.match(pattern, name)
}

# METADATA
# description: A value that says yes - true, or a text that is not a denial
says_yes(value) if value == true

says_yes(value) if {
	is_string(value)
	not lower(value) in {"", "false", "no", "none", "0"}
}

# METADATA
# description: The texts in lower case
lowered(texts) := {lower(text) | some text in texts}

# METADATA
# description: The id of a column, as edges of the lineage name it
id(node, name) := sprintf("%s#%s", [node, name])

# METADATA
# title: Personal data in columns
# description: How columns say that they hold personal data, and how that is recognised where they do not.
package bylaw.lib.columns

import data.bylaw.lib.contracts
import data.bylaw.lib.texts

_denials := {"", "0", "false", "n", "no", "none", "off"}

_collections := {"model": "models", "seed": "seeds", "snapshot": "snapshots", "source": "sources"}

# METADATA
# description: The id of a column, as edges of the lineage name it
id(node, name) := concat("#", [node, name])

# METADATA
# description: The column of an id; undefined for one that is not in the workspace
at(id) := data.workspace[collection][node].columns[name] if {
	mark := indexof(id, "#")
	node := substring(id, 0, mark)
	name := substring(id, mark + 1, -1)
	collection := _collections[split(node, ".")[0]]
}

# METADATA
# description: >-
#   The column is declared as personal data, by a tag, a classifier, a meta key or a classification in its meta
is_declared(column, params) if {
	some tag in column.tags
	_names_personal(tag, params)
}

is_declared(column, params) if {
	some classifier in column.classifiers
	_names_personal(classifier, params)
}

is_declared(column, params) if {
	some tag in params.tags
	some key, value in column.databricks_tags
	texts.lowered(key) == texts.lowered(tag)
	not _is_denied_value(value)
}

is_declared(column, params) if {
	some key in params.meta_keys
	is_affirmed(column.meta[key])
}

is_declared(column, params) if {
	some key in params.classification_keys
	is_classified(column.meta[key], params)
}

# METADATA
# description: The column's meta says that it holds no personal data
is_denied(column, params) if {
	some key in params.meta_keys
	is_denial(column.meta[key])
}

# METADATA
# description: A contract says that the column of the model holds personal data
is_promised(model, column, params) if {
	some property in contracts.properties[contracts.column(model.unique_id, column.name)]
	_is_personal(property, params)
}

# METADATA
# description: The classification is one of those that mean personal data
is_classified(classification, params) if {
	texts.lowered(classification) in texts.all_lowered(params.classifications)
}

is_classified(classification, params) if {
	is_array(classification)
	some item in classification
	texts.lowered(item) in texts.all_lowered(params.classifications)
}

# METADATA
# description: The name looks like that of personal data
looks_personal(name, params) if {
	snake := snake_case(name)
	some pattern in params.name_patterns
	regex.match(pattern, snake)
	not _is_exempt(snake, params)
}

# METADATA
# description: >-
#   A name in lower case with underscores between its words, however it separates them - `customerEmail`, `Customer
#   E-Mail` and `CUSTOMER_EMAIL` all say the same
snake_case(name) := lower(trim(separated, "_")) if {
	humps := regex.replace(name, `([a-z0-9])([A-Z])`, "${1}_${2}")
	separated := regex.replace(humps, `[^\pL\pN]+`, "_")
}

# METADATA
# description: >-
#   A value that says yes - true, a number but zero, a text that is no denial, or something in a list or mapping
is_affirmed(value) if {
	not is_null(value)
	not is_denial(value)
	not value in {[], {}}
}

# METADATA
# description: A value that says no
is_denial(value) if value in {false, 0}

is_denial(value) if texts.lowered(value) in _denials

# A tag may carry a value behind the name - `pii~email`, `pii:email`, `pii.email`, `pii=email`.
_names_personal(tag, params) if {
	[name, value] := _name_and_value(texts.lowered(tag))
	name in texts.all_lowered(params.tags)
	not _is_denied_value(value)
}

_names_personal(tag, params) if texts.lowered(tag) in texts.all_lowered(params.tags)

_name_and_value(tag) := [substring(tag, 0, count(tag) - count(rest)), substring(rest, 1, -1)] if {
	rest := regex.find_n(`(?s)[~:.=].*`, tag, -1)[0]
}

# Without a value a tag speaks for itself.
_is_denied_value(value) if {
	is_denial(value)
	not texts.is_empty(value)
}

_is_exempt(name, params) if {
	some pattern in params.exempt_patterns
	regex.match(pattern, name)
}

_is_personal(property, params) if is_classified(property.classification, params)

_is_personal(property, params) if {
	some tag in property.tags
	_names_personal(tag, params)
}

_is_personal(property, params) if {
	some [name, value] in contracts.custom_properties(property)
	texts.lowered(name) in texts.all_lowered(params.meta_keys)
	is_affirmed(value)
}
